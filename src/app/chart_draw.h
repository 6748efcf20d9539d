#ifndef APP_CHART_DRAW_H
#define APP_CHART_DRAW_H

#include "app/chart.h"

/*
 * What the drawings behind chart.h share. Lengths are in pixels of the natural
 * size; the page scales the whole. Everything is a presentation attribute, so
 * that no style attribute is needed.
 */
#define CHART_INK   "#1a1a1a"
#define CHART_SUB   "#4d4d4d"
#define CHART_LINE  "#b3b3b3"
#define CHART_KEY   "#0017c1"

enum { CHART_FONT = 13, CHART_LEADING = 16, CHART_MAX_LINES = 4 };

struct canvas {
	struct buffer b;
	const struct chart *chart;
	const char *kind;		/* ring, bars, stack, lines */
	int width, height;
};

/* Opens the wrapper and the picture; `says` goes into its <title>. Only a
 * linked picture has links inside, and an image may have none. */
void	canvas_open(struct canvas *, const char *says, bool linked);
void	canvas_close(struct canvas *);
/* The list beneath: colour, label, and the number where it has one. */
void	canvas_keys(struct canvas *, bool numbers);
const struct html *canvas_done(struct canvas *);

/* Between these stands what belongs to a part; a link when it has a url. */
void	canvas_part(struct canvas *, const struct chart_part *);
void	canvas_part_end(struct canvas *, const struct chart_part *);

struct mark {
	double x, y;			/* y: the middle of the line */
	const char *anchor;		/* start, middle, end */
	const char *fill;
	int size;
	bool strong, halo;
};

void	canvas_text(struct canvas *, const struct mark *, const char *);
void	canvas_number(struct canvas *, const struct mark *, int64_t);

/* A label broken into lines of about equal length. */
struct label {
	const char *line[CHART_MAX_LINES];
	size_t n;
	int width;			/* of the widest line */
};

/* Lines of at most `width`, unless that would take too many of them. */
struct label label_of(struct arena *, const char *, int width);
/* Centred on y; squeezed to `width` when it cannot be kept otherwise. */
void	canvas_label(struct canvas *, const struct mark *, const struct label *,
    int width);

/* "#rrggbb": a blue ramp in order, grey for the unknown. */
const char *chart_colour(const struct chart *, size_t part);
/* Black or white, whichever stands out more on the colour. */
const char *chart_ink(const char *colour);
/* WCAG 2.2 contrast ratio of two colours, 1 to 21. */
double	chart_contrast(const char *, const char *);

int64_t	chart_sum(const struct chart_part *, size_t n);
int	chart_digits(int64_t);
bool	chart_linked(const struct chart *);
/* Title, total, largest part: what the picture shows, in a sentence. */
const char *chart_sentence(struct arena *, const struct chart *);

#endif
