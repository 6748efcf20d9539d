#include "base/rows.h"

#include <string.h>

#include "base/text.h"

const char *
rows_cell(const struct rows *rows, size_t row, const char *column)
{
	/* What is asked for by name mostly stands after a record's fields. */
	for (size_t i = rows->ncols; i-- > 0;) {
		if (strcmp(rows->names[i], column) == 0)
			return rows->cells[row * rows->ncols + i];
	}
	return NULL;
}

int64_t
rows_number(const struct rows *rows, size_t row, const char *column)
{
	const char *cell = rows_cell(rows, row, column);
	int64_t n = 0;

	return cell && text_number(cell, &n) ? n : 0;
}
