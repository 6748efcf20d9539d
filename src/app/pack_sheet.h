#ifndef APP_PACK_SHEET_H
#define APP_PACK_SHEET_H

#include "app/request.h"
#include "app/text_map.h"
#include "base/geo.h"
#include "base/table.h"

/* One file of a pack, its columns found by name. Only pack*.c need this. */
enum { MAX_PACK_FILE = 8 << 20, MAX_PACK_COLUMNS = 16 };

struct pack_sheet {
	const char *file;
	const char *const *columns;
	size_t ncolumns;
	struct table table;
	size_t at[MAX_PACK_COLUMNS];
};

#define PACK_SHEET(name, columns) \
    { name, columns, COUNT(columns), .at = { 0 } }

/* False, with a fault: no such file, not CSV, a column is missing. */
bool	pack_open(struct request *, const char *folder, struct pack_sheet *);
/* Takes out of `base` the rows whose text in `column` stands in `own`, too. */
void	pack_give_way(struct request *, struct pack_sheet *base, size_t column,
    const struct pack_sheet *own);
/* Named "file:line". */
void	pack_fault(struct request *, const struct pack_sheet *, size_t row,
    const char *says);
/* The cell of the column'th name; NULL when empty. */
const char *pack_cell(const struct pack_sheet *, size_t row, size_t column);
/* The same, "" when empty; and as a number. */
const char *pack_text(const struct pack_sheet *, size_t row, size_t column);
int64_t	pack_number(const struct pack_sheet *, size_t row, size_t column);
/* "list:code", the key of a code. */
const char *pack_code_key(struct request *, const char *list,
    const char *code);

/* pathway.csv: what is to be done on the way. `codes` by pack_code_key. */
bool	pack_plan_open(struct request *, const char *folder,
    struct pack_sheet *);
void	pack_plan_check(struct request *, const struct pack_sheet *,
    const struct text_map *codes);
void	pack_plan_write(struct request *, const struct pack_sheet *);

/* forms.csv: what is reported every year. */
bool	pack_form_open(struct request *, const char *folder,
    struct pack_sheet *);
void	pack_form_check(struct request *, const struct pack_sheet *);
void	pack_form_write(struct request *, const struct pack_sheet *);

/* neighbours.csv: which municipalities touch. `towns` by code. */
bool	pack_map_open(struct request *, const char *folder,
    struct pack_sheet *);
void	pack_map_check(struct request *, const struct pack_sheet *,
    const struct text_map *towns);
void	pack_map_write(struct request *, const struct pack_sheet *);
/* Two cells as a place in Japan, both empty for none. False: neither. */
bool	pack_map_point(const char *lat, const char *lng, struct geo *);

#endif
