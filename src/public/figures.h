#ifndef PUBLIC_FIGURES_H
#define PUBLIC_FIGURES_H

#include "app/feature.h"
#include "app/page.h"

/* Releases on the public site: what stands in pub_release, and nothing more. */
struct figures_line {
	const char *table, *title, *code, *label, *unit;
	const char *number;		/* digits, or NULL: not told */
	const char *definition, *footnote;	/* footnote NULL: none */
	bool sum;
};

struct figures {
	const char *slug, *from, *to, *period;
	int64_t restated, edition, threshold;
	bool zeros;
	const char *reason, *approved_on;	/* reason NULL: first edition */
	struct figures_line *lines;
	size_t nlines;
};

struct figures_list {
	struct figures *at;		/* without their lines */
	size_t n;
};

/* Latest first. */
enum result figures_sql_all(struct request *, struct figures_list *)
    MUST_CHECK;
enum result figures_sql_get(struct request *, const char *slug,
    struct figures *) MUST_CHECK;
/* 令和5年度 第2版（令和6年度の分類） */
const char *figures_title(struct arena *, const struct figures *);

enum result figures_json_get(struct request *);
enum result figures_csv_get(struct request *);
enum result figures_xlsx_get(struct request *);

#endif
