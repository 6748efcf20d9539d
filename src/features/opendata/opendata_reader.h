#ifndef OPENDATA_READER_H
#define OPENDATA_READER_H

#include "app/text_map.h"
#include "features/opendata/opendata_row.h"

/* The inside of reading: one file on its way into entries. */
enum { OPEN_COLUMNS = 200 };

struct open_reader {
	struct arena *mem;		/* of what is kept */
	struct arena *scratch;		/* of one row */
	const struct open_area *area;
	const struct open_format *format;
	struct open_report *report;
	struct open_entries *out;
	size_t cap;
	struct text_map *keys;		/* number|kind -> entry */
	bool begun;			/* the headings were found */
	size_t before;			/* rows above them */
	enum open_field column[OPEN_COLUMNS];	/* of the file */
	size_t ncolumns;
	const char *heading[OPEN_FIELDS];	/* as the file has it */
	/* Of the row; NULL: no such column. The last is of unknown columns. */
	const char *cell[OPEN_FIELDS + 1];
	size_t line;
};

/* In report->notes; found may be NULL. */
void	open_say(struct open_reader *, enum open_field, const char *says,
    bool left_out);
void	open_say_at(struct open_reader *, size_t line, const char *column,
    const char *found, const char *says, bool left_out);

/* The row's cells into an entry; false: not ours, or left out. */
bool	open_fold(struct open_reader *, struct open_entry *);
/* Where the entry lies, from the cells; swapped and empty ones seen to. */
void	open_place(struct open_reader *, struct open_entry *);
/* The municipality an address or a name begins with, or NULL; *rest after it,
 * or after the prefecture. Text may be NULL: then *rest stays. */
const char *open_town(const struct open_area *, const char *text,
    const char **rest);
/* The prefecture's two digits an address begins with, or NULL; *rest after
 * it. */
const char *open_prefecture(const char *text, const char **rest);
/* Keys: by office number and kind of service; by the kind of file. */
bool	open_key_office(struct open_reader *, struct open_entry *);
bool	open_key_navii(struct open_reader *, struct open_entry *);
bool	open_key_institution(struct open_reader *, struct open_entry *);
bool	open_key_name(struct open_reader *, struct open_entry *);
bool	open_key_school(struct open_reader *, struct open_entry *);
bool	open_key_shelter(struct open_reader *, struct open_entry *);
bool	open_key_town_site(struct open_reader *, struct open_entry *);
/* What only shelters have; what only a file of hours has. */
bool	open_shelter(struct open_reader *, struct open_entry *);
bool	open_times(struct open_reader *, struct open_entry *);
/* Whether the row has anything there. */
bool	open_has(const struct open_reader *, enum open_field);
/* The text of a cell, tidied; NULL without that column. */
const char *open_text(struct open_reader *, enum open_field);

/* Takes the entry in, copied out of scratch: a second one of the same key is
 * merged, or both are left out. */
void	open_keep(struct open_reader *, const struct open_entry *);
/* After the last row: what only shows when all are there. */
void	open_settle(struct open_reader *);

/* A row of a regional bureau's workbook: several make one entry. */
struct open_block;
struct open_block *open_block_new(struct open_reader *);
void	open_block_row(struct open_block *, const char *const *cells,
    size_t ncells, size_t line);
void	open_block_end(struct open_block *);

#endif
