#include "app/pack.h"

#include <string.h>

#include "app/deed.h"
#include "app/pack_sheet.h"
#include "base/date.h"

enum { S_NAME, S_VALUE };
static const char *const setting_columns[] = { "name", "value" };
enum { C_LIST, C_CODE, C_LABEL, C_SHORT, C_POSITION, C_FROM, C_TO, C_BECOMES,
	C_ALIASES, C_MIN, C_MAX, C_UNKNOWN };
static const char *const code_columns[] = { "list", "code", "label",
	"label_short", "position", "valid_from", "valid_to", "becomes",
	"aliases", "min", "max", "is_unknown" };
enum { M_CODE, M_CODE6, M_NAME, M_KANA, M_DISTRICT, M_ALIASES, M_X, M_Y,
	M_LAT, M_LNG };
static const char *const town_columns[] = { "code", "code6", "name", "kana",
	"district", "aliases", "tile_x", "tile_y", "lat", "lng" };
enum { B_TOWN, B_SCHEME, B_FROM, B_REGION };
static const char *const belonging_columns[] = { "municipality", "scheme",
	"valid_from", "region" };

enum { MAX_TILE = 40 };	/* of the tile map, either way */

/* base_: what it takes over from the pack it stands on; no rows when it stands
 * alone. */
struct pack {
	struct pack_sheet settings, codes, towns, belongings, plan, map,
	    forms;
	struct pack_sheet base_settings, base_codes;
	struct text_map *code_keys, *town_keys;
};

static void
check_code(struct request *r, const struct pack *p,
    const struct pack_sheet *s, size_t row)
{
	const char *from = pack_cell(s, row, C_FROM);
	const char *to = pack_cell(s, row, C_TO);
	const char *becomes = pack_cell(s, row, C_BECOMES);

	if (!pack_cell(s, row, C_LABEL))
		pack_fault(r, s, row, "label is empty");
	if ((from && !date_valid(from)) || (to && !date_valid(to)) ||
	    (from && to && strcmp(to, from) < 0))
		pack_fault(r, s, row,
		    "valid_from and valid_to are days, in order");
	if (becomes && !text_map_get(p->code_keys, pack_code_key(r,
	    pack_text(s, row, C_LIST), becomes)))
		pack_fault(r, s, row, "becomes a code that is not there");
}

static void
add_keys(struct request *r, struct pack *p, const struct pack_sheet *s)
{
	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *key = pack_code_key(r, pack_text(s, i, C_LIST),
		    pack_text(s, i, C_CODE));

		if (text_map_get(p->code_keys, key))
			pack_fault(r, s, i,
			    "this code stands in the list already");
		text_map_put(p->code_keys, key, key);
	}
}

static void
check_codes(struct request *r, struct pack *p)
{
	const struct pack_sheet *both[] = { &p->base_codes, &p->codes };

	p->code_keys = text_map_new(r->mem, p->codes.table.nrows +
	    p->base_codes.table.nrows);
	for (size_t k = 0; k < COUNT(both); k++)
		add_keys(r, p, both[k]);
	for (size_t k = 0; k < COUNT(both); k++) {
		for (size_t i = 1; i < both[k]->table.nrows; i++)
			check_code(r, p, both[k], i);
	}
}

/* Weights 6 5 4 3 2 over the five digits, modulus 11. */
static bool
check_digit_fits(const char *code, const char *code6)
{
	int sum = 0, digit;

	if (strspn(code, "0123456789") != 5 || code[5] ||
	    strspn(code6, "0123456789") != 6 || code6[6] ||
	    strncmp(code, code6, 5) != 0)
		return false;
	for (int i = 0; i < 5; i++)
		sum += (code[i] - '0') * (6 - i);
	digit = sum < 11 ? 11 - sum : (11 - sum % 11) % 10;
	return code6[5] - '0' == digit % 10;
}

static void
check_place(struct request *r, const struct pack_sheet *s, size_t row)
{
	int64_t x = pack_number(s, row, M_X), y = pack_number(s, row, M_Y);
	struct geo at;

	if (x < 1 || x > MAX_TILE || y < 1 || y > MAX_TILE)
		pack_fault(r, s, row, "tile_x and tile_y are from 1 to 40");
	if (!pack_map_point(pack_text(s, row, M_LAT),
	    pack_text(s, row, M_LNG), &at))
		pack_fault(r, s, row,
		    "lat and lng are degrees in Japan, in this order");
}

static void
check_towns(struct request *r, struct pack *p)
{
	const struct pack_sheet *s = &p->towns;
	struct text_map *tiles = text_map_new(r->mem, s->table.nrows);

	p->town_keys = text_map_new(r->mem, s->table.nrows);
	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *code = pack_text(s, i, M_CODE);
		const char *tile = arena_fmt(r->mem, "%s:%s",
		    pack_text(s, i, M_X), pack_text(s, i, M_Y));

		if (!check_digit_fits(code, pack_text(s, i, M_CODE6)))
			pack_fault(r, s, i,
			    "code6 is not code with its check digit");
		if (text_map_get(p->town_keys, code))
			pack_fault(r, s, i, "this municipality stands twice");
		if (text_map_get(tiles, tile))
			pack_fault(r, s, i,
			    "another municipality has this tile");
		check_place(r, s, i);
		text_map_put(p->town_keys, code, code);
		text_map_put(tiles, tile, code);
	}
}

static void
check_belongings(struct request *r, struct pack *p)
{
	const struct pack_sheet *s = &p->belongings;

	for (size_t i = 1; i < s->table.nrows; i++) {
		if (!text_map_get(p->town_keys, pack_text(s, i, B_TOWN)))
			pack_fault(r, s, i, "no such municipality");
		if (!text_map_get(p->code_keys, pack_code_key(r, "region",
		    pack_text(s, i, B_REGION))))
			pack_fault(r, s, i, "no such region");
		if (!date_valid(pack_text(s, i, B_FROM)))
			pack_fault(r, s, i, "valid_from is a day");
	}
}

/* A database stays in the prefecture it began in: another one's towns over its
 * own, by an `init` that lacked its --pack, would be found out late. */
static void
check_prefecture(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.prefecture",
		"SELECT value FROM setting WHERE name = 'prefecture_code'"
	};
	struct rows rows = { 0 };

	if (db_rows(r->db, r->mem, &q, NO_ARGS, &rows) || !rows.nrows)
		return;
	for (size_t i = 1; i < s->table.nrows; i++) {
		if (strcmp(pack_text(s, i, S_NAME), "prefecture_code") == 0 &&
		    strcmp(pack_text(s, i, S_VALUE), rows.cells[0]) != 0)
			pack_fault(r, s, i, arena_fmt(r->mem, "this database is"
			    " of prefecture %s: give its --pack",
			    rows.cells[0]));
	}
}

static void
write_settings(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.setting",
		"INSERT INTO setting (name, value) VALUES ($1, $2)"
		" ON CONFLICT (name) DO UPDATE SET value = excluded.value"
	};

	for (size_t i = 1; i < s->table.nrows; i++)
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, S_NAME)),
		    v_text(pack_text(s, i, S_VALUE))));
}

static void
write_codes(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.code",
		"INSERT INTO code (list, code, label, label_short, position,"
		" valid_from, valid_to, becomes, aliases, min, max, is_unknown)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
		" ON CONFLICT (list, code) DO UPDATE SET"
		" label = excluded.label, label_short = excluded.label_short,"
		" position = excluded.position,"
		" valid_from = excluded.valid_from,"
		" valid_to = excluded.valid_to, becomes = excluded.becomes,"
		" aliases = excluded.aliases, min = excluded.min,"
		" max = excluded.max, is_unknown = excluded.is_unknown"
	};

	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *label = pack_text(s, i, C_LABEL);
		const char *short_label = pack_cell(s, i, C_SHORT);

		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, C_LIST)),
		    v_text(pack_text(s, i, C_CODE)), v_text(label),
		    v_text(short_label ? short_label : label),
		    v_int(pack_number(s, i, C_POSITION)),
		    v_text(pack_cell(s, i, C_FROM)),
		    v_text(pack_cell(s, i, C_TO)),
		    v_text(pack_cell(s, i, C_BECOMES)),
		    v_text(pack_text(s, i, C_ALIASES)),
		    v_int(pack_number(s, i, C_MIN)),
		    v_int(pack_number(s, i, C_MAX)),
		    v_int(pack_number(s, i, C_UNKNOWN))));
	}
}

static void
write_towns(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.municipality",
		"INSERT INTO municipality (code, code6, name, kana, district,"
		" aliases, tile_x, tile_y, lat, lng)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (code) DO UPDATE SET code6 = excluded.code6,"
		" name = excluded.name, kana = excluded.kana,"
		" district = excluded.district, aliases = excluded.aliases,"
		" tile_x = excluded.tile_x, tile_y = excluded.tile_y,"
		" lat = excluded.lat, lng = excluded.lng"
	};

	for (size_t i = 1; i < s->table.nrows; i++) {
		struct geo at;

		(void)pack_map_point(pack_text(s, i, M_LAT),
		    pack_text(s, i, M_LNG), &at);
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, M_CODE)),
		    v_text(pack_text(s, i, M_CODE6)),
		    v_text(pack_text(s, i, M_NAME)),
		    v_text(pack_text(s, i, M_KANA)),
		    v_text(pack_text(s, i, M_DISTRICT)),
		    v_text(pack_text(s, i, M_ALIASES)),
		    v_int(pack_number(s, i, M_X)),
		    v_int(pack_number(s, i, M_Y)),
		    v_int(at.lat), v_int(at.lng)));
	}
}

/* What the administrator has changed since is left alone. */
static void
write_belongings(struct request *r, const struct pack_sheet *s)
{
	static const struct query q = {
		"pack.belonging",
		"INSERT INTO municipality_region (municipality, scheme,"
		" valid_from, region) VALUES ($1, $2, $3, $4)"
		" ON CONFLICT (municipality, scheme, valid_from) DO NOTHING"
	};

	for (size_t i = 1; i < s->table.nrows; i++)
		(void)db_exec(r->db, &q, ARGS(v_text(pack_text(s, i, B_TOWN)),
		    v_text(pack_text(s, i, B_SCHEME)),
		    v_text(pack_text(s, i, B_FROM)),
		    v_text(pack_text(s, i, B_REGION))));
}

/* The folder this pack stands on, beside its own; NULL: it stands alone. */
static const char *
base_of(struct request *r, const char *folder, const struct pack_sheet *s)
{
	for (size_t i = 1; i < s->table.nrows; i++) {
		const char *name = pack_text(s, i, S_VALUE);

		if (strcmp(pack_text(s, i, S_NAME), "base") != 0)
			continue;
		if (*name && !strchr(name, '/') && *name != '.')
			return arena_fmt(r->mem, "%s/../%s", folder, name);
		pack_fault(r, s, i, "base is the name of a folder beside this one");
	}
	return NULL;
}

static bool
open_all(struct request *r, const char *folder, struct pack *p)
{
	const char *base;

	if (!pack_open(r, folder, &p->settings) ||
	    !pack_open(r, folder, &p->codes) ||
	    !pack_open(r, folder, &p->towns) ||
	    !pack_open(r, folder, &p->belongings) ||
	    !pack_map_open(r, folder, &p->map))
		return false;
	base = base_of(r, folder, &p->settings);
	if (!base)
		return !r->nfaults && pack_plan_open(r, folder, &p->plan) &&
		    pack_form_open(r, folder, &p->forms);
	if (!pack_open(r, base, &p->base_settings) ||
	    !pack_open(r, base, &p->base_codes) ||
	    !pack_plan_open(r, base, &p->plan) ||
	    !pack_form_open(r, base, &p->forms))
		return false;
	pack_give_way(r, &p->base_settings, S_NAME, &p->settings);
	pack_give_way(r, &p->base_codes, C_LIST, &p->codes);
	return true;
}

enum result
pack_load(struct request *r, const char *folder)
{
	struct pack p = {
		.settings = PACK_SHEET("settings.csv", setting_columns),
		.codes = PACK_SHEET("codes.csv", code_columns),
		.towns = PACK_SHEET("municipalities.csv", town_columns),
		.belongings = PACK_SHEET("municipality_regions.csv",
		    belonging_columns),
		.base_settings = PACK_SHEET("settings.csv", setting_columns),
		.base_codes = PACK_SHEET("codes.csv", code_columns),
	};

	if (!open_all(r, folder, &p))
		return INVALID;
	check_prefecture(r, &p.base_settings);
	check_prefecture(r, &p.settings);
	check_codes(r, &p);
	check_towns(r, &p);
	check_belongings(r, &p);
	pack_plan_check(r, &p.plan, p.code_keys);
	pack_map_check(r, &p.map, p.town_keys);
	pack_form_check(r, &p.forms);
	if (r->nfaults)
		return INVALID;
	write_settings(r, &p.base_settings);
	write_settings(r, &p.settings);
	write_codes(r, &p.base_codes);
	write_codes(r, &p.codes);
	write_towns(r, &p.towns);
	write_belongings(r, &p.belongings);
	pack_plan_write(r, &p.plan);
	pack_map_write(r, &p.map);
	pack_form_write(r, &p.forms);
	(void)deed_changed(r, "codes");
	return OK;
}
