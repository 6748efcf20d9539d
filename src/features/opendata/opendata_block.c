#include <string.h>

#include "base/text.h"
#include "features/opendata/opendata_reader.h"
#include "features/opendata/opendata_value.h"

/*
 * コード内容別医療機関一覧表 of a regional bureau: several rows an institution, no
 * headings to rely on, page heads in between. A row that holds an institution's
 * code begins one; the cells right of the code are told from there.
 */
enum { NAME = 1, ADDRESS, PHONE, FOUNDER, MANAGER, DAY, ITEM, KIND, CODE_WITHIN = 4 };

struct open_block {
	struct open_reader *rd;
	struct open_entry e;
	bool open;			/* an institution is being read */
	bool elsewhere;			/* the page says another prefecture */
	bool ours;			/* the page says this one */
	size_t code_at;			/* column of the code */
	char table;			/* 1 medical, 3 dental, 4 pharmacy */
	struct buffer departments, beds;
};

struct open_block *
open_block_new(struct open_reader *rd)
{
	struct open_block *b = arena_take(rd->mem, sizeof(*b));

	b->rd = rd;
	b->table = '1';
	return b;
}

/* "01,1234,5", "01-40055 ", "0112345": seven digits, two marks at most. */
static bool
is_code(struct open_block *b, const char *cell)
{
	const char *s = text_tidy(b->rd->scratch, text_fold_width(
	    b->rd->scratch, cell));
	size_t digits = 0, marks = 0;

	for (; *s; s++) {
		digits += *s >= '0' && *s <= '9';
		marks += *s == ',' || *s == '-' || *s == '.';
		if (!strchr("0123456789,-. ", *s))
			return false;
	}
	return digits == 7 && marks <= 2;
}

static const char *
cell_of(const struct open_block *b, const char *const *cells, size_t ncells,
    size_t right)
{
	return b->code_at + right < ncells ? cells[b->code_at + right] : "";
}

/* Titles: whose prefecture, which fee table. */
static void
read_title(struct open_block *b, const char *cell)
{
	const char *s = text_tidy(b->rd->scratch, text_fold_width(
	    b->rd->scratch, cell)), *rest, *prefecture;

	if (*s != '[')
		return;
	s = text_tidy(b->rd->scratch, s + 1);
	prefecture = open_prefecture(s, &rest);
	if (prefecture) {
		b->ours = strcmp(prefecture, b->rd->area->prefecture) == 0;
		b->elsewhere = !b->ours;
	}
	if (strstr(s, "歯科"))
		b->table = '3';
	else if (strstr(s, "薬局"))
		b->table = '4';
	else if (strstr(s, "訪問看護"))
		b->table = '6';
	else if (strstr(s, "医科"))
		b->table = '1';
}

/* "〒910－0006福井市…": the postal code is glued on. */
static void
read_address(struct open_block *b, const char *cell)
{
	const char *s = text_tidy(b->rd->scratch, cell), *says = NULL;
	const char *at = strncmp(s, "〒", strlen("〒")) == 0 ?
	    s + strlen("〒") : NULL;
	struct buffer code = buffer_new(b->rd->scratch);
	const char *rest;

	while (at && *at && code.len < 7) {
		size_t n = ((unsigned char)*at & 0xf0) == 0xe0 ? 3 : 1;
		const char *one = text_fold_width(b->rd->scratch, arena_bytes(
		    b->rd->scratch, at, strnlen(at, n)));

		if (*one >= '0' && *one <= '9')
			buffer_add(&code, one);
		at += strnlen(at, n);
	}
	if (at)
		s = text_tidy(b->rd->scratch, at);
	b->e.municipality = open_town(b->rd->area, s, &rest);
	b->e.address = arena_text(b->rd->mem, rest);
	b->e.postcode = code.len ? open_postcode(b->rd->mem, code.s, &says) :
	    NULL;
}

static const char *
kind_of(const struct open_block *b, const char *kind)
{
	switch (b->table) {
	case '3':
		return "歯科診療所";
	case '4':
		return "薬局";
	case '6':
		return "訪問看護";
	default:
		return strstr(kind, "病院") ? "病院" : "診療所";
	}
}

static void
begin(struct open_block *b, const char *const *cells, size_t ncells,
    size_t line)
{
	struct open_reader *rd = b->rd;
	const char *says = NULL, *phone, *day;

	b->e = (struct open_entry){ .line = line, .capacity = -1,
	    .opening = "" };
	b->departments = buffer_new(rd->mem);
	b->beds = buffer_new(rd->mem);
	b->e.number = open_institution(rd->mem, cells[b->code_at],
	    rd->area->prefecture, b->table, &says);
	b->e.name = arena_text(rd->mem, text_tidy(rd->mem, cell_of(b, cells,
	    ncells, NAME)));
	read_address(b, cell_of(b, cells, ncells, ADDRESS));
	phone = cell_of(b, cells, ncells, PHONE);
	b->e.phone = text_blank(phone) ? "" : open_phone(rd->mem, phone,
	    &says);
	b->e.provider_name = text_tidy(rd->mem, cell_of(b, cells, ncells,
	    FOUNDER));
	day = cell_of(b, cells, ncells, DAY);
	b->e.designated_on = text_blank(day) ? NULL : open_day(rd->mem, day,
	    "2000-01-01", &says);
	b->e.kind = kind_of(b, cell_of(b, cells, ncells, KIND));
	if (says)
		open_say_at(rd, line, "", b->e.name, says, !b->e.number);
	b->open = b->e.number != NULL;
	rd->report->rows++;
}

/* Departments are names; beds have a number. */
static void
add_item(struct open_block *b, const char *cell)
{
	const char *s = text_tidy(b->rd->scratch, cell);
	struct buffer *to = strpbrk(text_fold_width(b->rd->scratch, s),
	    "0123456789") ? &b->beds : &b->departments;

	if (text_blank(s))
		return;
	buffer_add(to, to->len ? "；" : "");
	buffer_add(to, s);
}

static void
end_block(struct open_block *b)
{
	struct open_reader *rd = b->rd;

	if (!b->open)
		return;
	b->open = false;
	if (b->elsewhere || (!b->ours && !b->e.municipality)) {
		rd->report->elsewhere++;
		return;
	}
	if (text_blank(b->e.name)) {
		open_say_at(rd, b->e.line, "", b->e.number,
		    "名前がありません。", true);
		return;
	}
	b->e.departments = b->departments.s;
	b->e.note = b->beds.s;
	open_keep(rd, &b->e);
}

void
open_block_row(struct open_block *b, const char *const *cells, size_t ncells,
    size_t line)
{
	arena_reset(b->rd->scratch);
	for (size_t i = 0; i + 1 < ncells && i < CODE_WITHIN; i++) {
		if (!is_code(b, cells[i]) || text_blank(cells[i + 1]))
			continue;
		end_block(b);
		b->code_at = i;
		begin(b, cells, ncells, line);
		add_item(b, cell_of(b, cells, ncells, ITEM));
		return;
	}
	for (size_t i = 0; i < ncells; i++) {
		const char *s = text_tidy(b->rd->scratch, text_fold_width(
		    b->rd->scratch, cells[i]));

		if (*s == '[') {
			end_block(b);
			read_title(b, s);
		}
	}
	if (!b->open || !text_blank(cell_of(b, cells, ncells, NAME)))
		return;
	add_item(b, cell_of(b, cells, ncells, ITEM));
	if (strstr(cell_of(b, cells, ncells, KIND), "休止"))
		b->e.suspended = true;
}

void
open_block_end(struct open_block *b)
{
	end_block(b);
}
