#ifndef STATISTICS_H
#define STATISTICS_H

#include "app/feature.h"
#include "features/statistics/statistics_lines.h"
#include "features/statistics/statistics_protect.h"

/*
 * The year's tables (統計). Persons are different children with a contact in
 * the period; the total is contacts; answers are counted once a contact and
 * class. Nothing is stored: every number is counted from the records when it
 * is asked for, and opens into them.
 */
enum { REPORT_TABLES = 9, REPORT_MOST_CLASSES = 64 };

enum report_kind {
	REPORT_SINGLE,		/* one answer each: adds up, or has a gap */
	REPORT_MULTI,		/* any number of answers each */
};

struct report_row {
	const char *code, *label, *valid_from, *valid_to;	/* or NULL */
	int64_t count;
	size_t position;	/* in the list of all years */
	bool unknown, hidden;	/* 不明; from the public: the count stays */
};

struct report_table {
	const char *name;	/* age, area, method, ...: the JSON key */
	const char *title;	/* 年齢別の実人数 */
	const char *unit;	/* 人, 回, 件 */
	const char *definition;	/* what is counted, a sentence */
	enum report_kind kind;
	struct report_row *rows;	/* in list order, zero rows included */
	size_t nrows;
	int64_t subjects;	/* children, contacts or activities looked at */
	int64_t total;		/* single: subjects; multi: answers */
	int64_t gap;		/* subjects no class covers */
	bool total_hidden, gap_hidden;
	const char *footnote;	/* which classes were folded, or NULL */
};

struct report {
	const char *from, *to;	/* first and last day */
	const char *period;	/* 令和6年度（4〜12月） */
	int restated;		/* fiscal year of the classes; 0: as recorded */
	int64_t persons, total;
	bool persons_hidden, total_hidden;
	struct report_table tables[REPORT_TABLES];	/* order of the JSON */
};

extern const struct feature statistics_feature;

/* INVALID with faults at from, to, restated; else all tables counted. Days are
 * YYYY-MM-DD; restated is 0 or the year in which a fiscal year begins. */
enum result statistics_report(struct request *, const char *from,
    const char *to, int restated, struct report *) MUST_CHECK;
/* One object, the contract of `report --format json` and of the API. */
void	report_json(struct buffer *, const struct report *);
/* n reports one below the other; UTF-8 with BOM, CRLF, one value a cell. */
void	report_csv(struct buffer *, const struct report *, size_t n);
/* For a terminal: full-width letters take two places. */
void	report_text(struct buffer *, const struct report *);
/* Sheets 集計表 (for people, a column a report) and データ (for programs). */
enum result report_xlsx(struct arena *, const struct report *, size_t n,
    const char **bytes, size_t *len) MUST_CHECK;
/* What a number counts. */
enum subject { SUBJECT_CHILD, SUBJECT_CONTACT, SUBJECT_ACTIVITY };
struct member {
	const char *id;
	const char *first;		/* of a child: first day */
	int64_t contacts;		/* of a child: how many */
};

struct members {
	struct member *at;		/* those of one page */
	size_t n;
	int64_t total;			/* records in all */
	int64_t answers;		/* of several answers: the number */
};

/*
 * The page of the records behind a number, a page at a time. What this person
 * may not see stands there as a line without a name, for it was counted.
 */
struct record_list {
	const char *title, *period, *definition;
	const char *unit;		/* 人, 回, 件 */
	const char *from, *back;	/* the table it belongs to; from NULL: 統計 */
	enum subject subject;
	enum result (*get)(struct request *, const void *ctx, int64_t skip,
	    size_t most, struct members *);
	const void *ctx;
};

enum result records_list(struct request *, const struct record_list *)
    MUST_CHECK;
/* Whether to name children of a class that tells this (data classes). */
bool	records_may(const struct request *, unsigned tells);
#endif
