#ifndef CASEBOOK_PRIVATE_H
#define CASEBOOK_PRIVATE_H

#include "features/casebook/casebook.h"
#include "features/casebook/casebook_pseudonym.h"

extern const struct template casebook_list_page, casebook_new_page,
    casebook_edit_page, casebook_show_page, casebook_panel_page;

enum result casebook_list_get(struct request *);
enum result casebook_new_get(struct request *);
enum result casebook_add_post(struct request *);
enum result casebook_show_get(struct request *);
enum result casebook_pdf_get(struct request *);
enum result casebook_edit_get(struct request *);
enum result casebook_change_post(struct request *);
enum result casebook_submission_post(struct request *);
enum result casebook_approval_post(struct request *);
enum result casebook_withdrawal_post(struct request *);
enum result casebook_panel(struct request *, const char *child,
    const struct html **out);
enum result casebook_demo(struct request *);

bool	casebook_is(const struct casebook *, const char *state);
/* The case of this address, for who works on it: MISSING without a path to all
 * of the child's clinical data. Gives the child's id. */
enum result casebook_open(struct request *, struct casebook *,
    const char **child) MUST_CHECK;
/* Whether that child's records may become a case by this person. */
bool	casebook_may_make(struct request *, const char *child);
/* The show page with the faults of a step, and rc. */
enum result casebook_again(struct request *, const struct casebook *,
    enum result rc);

/* One record a case may be made from. */
struct casebook_source {
	const char *record, *id;
	const char *on_day, *who, *what, *devised, *voice;
	const char *kind;		/* 派遣, 相談・支援, 会議 */
	bool chosen;
};

struct casebook_sources {
	struct casebook_source *at;
	size_t n;
};

/* All of a child that tell something, oldest first; `chosen` are those of the
 * case, which may be NULL. */
enum result casebook_sources_of(struct request *, const char *child,
    const char *casebook, struct casebook_sources *) MUST_CHECK;
/* Everybody known around that child, with the letters that the chosen sources
 * give them. */
enum result casebook_names(struct request *, const char *child,
    const struct casebook_sources *, struct pseudonyms **) MUST_CHECK;
/* 令和8年4月 */
const char *casebook_month(struct request *, const char *day);

/* One line of the course. */
struct casebook_line {
	const char *month, *who, *what;
};
const struct casebook_line *casebook_lines(struct arena *, const char *course,
    size_t *n);
const char *casebook_course(struct arena *, const struct casebook_line *,
    size_t n);
/* All texts of a case, in order. */
enum { CASEBOOK_TEXTS = 6 };
void	casebook_texts(const struct casebook *,
    const char *texts[CASEBOOK_TEXTS]);

/* How rare it is: NULL when enough children share age band, region and care;
 * else a sentence, and which of the three to coarsen. */
enum result casebook_rare(struct request *, const struct casebook *,
    const char **says) MUST_CHECK;

struct due_ask;
struct due_list;
enum result casebook_due(struct request *, const struct due_ask *,
    struct due_list *);

/* What somebody can have open, see app/owned.h. */
extern const struct owned casebook_owned;

#endif
