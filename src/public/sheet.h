#ifndef SHEET_H
#define SHEET_H

#include "app/feature.h"
#include "app/request.h"

/*
 * Open data: what is published, as CSV for a spreadsheet (UTF-8 with BOM, CRLF,
 * nothing in it that a spreadsheet would run). Names of columns are those of
 * 推奨データセット where it has one.
 */
enum { SHEET_DAYS = 14 };		/* of the board, today first */

/* A cell; NULL is empty. */
void	sheet_cell(struct buffer *, const char *);
/* The same for a word of ours, which a guard would only spoil: "－". */
void	sheet_mark(struct buffer *, const char *);
/* After the last cell of a row. */
void	sheet_end(struct buffer *);

struct sheet {
	const char *file;
	enum result (*ids)(struct request *, struct rows *);
	void (*head)(struct request *, struct buffer *);
	/* The rows of these, `from` counted from 0. */
	enum result (*rows)(struct request *, struct buffer *,
	    const char *const *ids, size_t n, size_t from);
};

extern const struct sheet sheet_services, sheet_vacancies;

/* A column, for the head of a file and for the page that tells of it. */
struct sheet_column {
	const char *name, *means;
};

/* Of the services, without those of the criteria. */
extern const struct sheet_column sheet_service_columns[];
size_t	sheet_nservice_columns(void);
extern const struct sheet_column sheet_vacancy_columns[];
size_t	sheet_nvacancy_columns(void);

enum result sheet_page_get(struct request *);
extern const struct template sheet_page;

#endif
