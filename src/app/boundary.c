#include "app/boundary.h"

#include <stdlib.h>
#include <string.h>

#include "app/audit.h"
#include "app/codes.h"
#include "app/deed.h"

/*
 * A picture 800 wide, and coarser when the coast is long: what is kept must be
 * drawn on every page that shows a map.
 */
enum { PIXELS = 800, MIN_PIXELS = 150, MAX_KEPT = 6000, KEPT_DEGREE = 10 };

/* 国土数値情報: the five-digit code of the municipality. */
#define CODE "N03_007"

struct import {
	struct request *r;
	struct boundary_counts *counts;
	const struct municipality *towns;
	size_t n;
	struct territory *territories;	/* [n] */
	bool *touch;			/* [n * n] */
};

static size_t
town_of(const struct import *in, const char *code)
{
	const struct municipality *m = codes_municipality(in->r->codes, code);

	return m ? (size_t)(m - in->towns) : in->n;
}

/* Codes are told apart from names in the ways a wrong file has them. */
static void
refuse_code(struct import *in, const char *code)
{
	const char *ours = codes_setting(in->r->codes, "prefecture_code");

	if (strlen(code) != 5 || strspn(code, "0123456789") != 5)
		request_fault(in->r, CODE, arena_fmt(in->r->mem,
		    "\"%.20s\" is no five-digit code", code));
	else if (strncmp(code, ours, strlen(ours)) != 0)
		request_fault(in->r, CODE, arena_fmt(in->r->mem,
		    "%s is of another prefecture; ours begin with %s", code,
		    ours));
	else
		request_fault(in->r, CODE, arena_fmt(in->r->mem,
		    "%s is not in the pack's municipalities.csv", code));
}

static void
count_rings(struct import *in, const struct shapes *shapes, size_t *n)
{
	for (size_t i = 0; i < shapes->n; i++) {
		const struct shape *s = &shapes->at[i];
		size_t town;

		if (!s->name || !*s->name) {
			in->counts->skipped++;
			continue;
		}
		town = town_of(in, s->name);
		if (town < in->n)
			n[town] += s->nrings;
		else if (in->r->nfaults < 10)
			refuse_code(in, s->name);
	}
}

static enum result
gather(struct import *in, const struct shapes *shapes)
{
	size_t *n = arena_array(in->r->mem, in->n + 1, sizeof(*n));

	count_rings(in, shapes, n);
	for (size_t i = 0; i < in->n; i++) {
		if (!n[i] && in->r->nfaults < 10)
			request_fault(in->r, CODE, arena_fmt(in->r->mem,
			    "%s %s is not in the file", in->towns[i].code,
			    in->towns[i].name));
		in->territories[i].rings = arena_array(in->r->mem, n[i] + 1,
		    sizeof(struct ring));
	}
	if (in->r->nfaults)
		return INVALID;
	for (size_t i = 0; i < shapes->n; i++) {
		const struct shape *s = &shapes->at[i];
		struct territory *t;

		if (!s->name || !*s->name)
			continue;
		t = &in->territories[town_of(in, s->name)];
		memcpy(t->rings + t->nrings, s->rings,
		    s->nrings * sizeof(*s->rings));
		t->nrings += s->nrings;
	}
	return OK;
}

/* Again and coarser while there is too much of it. */
static void
make_small(struct import *in)
{
	for (double pixels = PIXELS; pixels > MIN_PIXELS; pixels *= 0.75) {
		in->counts->points = boundary_simplify(in->r->mem,
		    in->territories, in->n, pixels, in->touch);
		if (in->counts->points <= MAX_KEPT)
			break;
	}
	for (size_t i = 0; i < in->n; i++)
		in->counts->parts += in->territories[i].nrings;
	for (size_t i = 0; i < in->n * in->n; i++)
		in->counts->neighbours += in->touch[i] && i / in->n < i % in->n;
	in->counts->municipalities = in->n;
}

static int64_t
coarse(int64_t n)
{
	return (n + KEPT_DEGREE / 2) / KEPT_DEGREE;
}

static const char *
rings_text(struct arena *mem, const struct territory *t)
{
	struct buffer b = buffer_new(mem);

	for (size_t i = 0; i < t->nrings; i++) {
		for (size_t k = 0; k < t->rings[i].n; k++) {
			struct geo p = t->rings[i].at[k];

			buffer_add(&b, k ? " " : i ? ";" : "");
			buffer_int(&b, coarse(p.lat));
			buffer_add(&b, ",");
			buffer_int(&b, coarse(p.lng));
		}
	}
	return b.s;
}

static void
write_outlines(struct import *in)
{
	static const struct query clear = {
		"boundary.clear", "DELETE FROM outline"
	};
	static const struct query q = {
		"boundary.outline",
		"INSERT INTO outline (municipality, rings) VALUES ($1, $2)"
	};

	(void)db_exec(in->r->db, &clear, NO_ARGS);
	for (size_t i = 0; i < in->n; i++)
		(void)db_exec(in->r->db, &q, ARGS(v_text(in->towns[i].code),
		    v_text(rings_text(in->r->mem, &in->territories[i]))));
}

static void
write_neighbours(struct import *in)
{
	static const struct query clear = {
		"boundary.apart", "DELETE FROM neighbour WHERE source = 'outline'"
	};
	static const struct query q = {
		"boundary.neighbour",
		"INSERT INTO neighbour (a, b, source) VALUES ($1, $2, 'outline')"
	};

	(void)db_exec(in->r->db, &clear, NO_ARGS);
	for (size_t i = 0; i < in->n * in->n; i++) {
		size_t a = i / in->n, b = i % in->n;

		if (in->touch[i] && a < b)
			(void)db_exec(in->r->db, &q,
			    ARGS(v_text(in->towns[a].code),
			    v_text(in->towns[b].code)));
	}
}

static enum result
read_file(struct import *in, const char *bytes, size_t n)
{
	static const struct {
		const char *why, *says;
	} reasons[] = {
		{ "shape_broken", "the file is not whole, or not JSON" },
		{ "shape_kind", "the file is neither GeoJSON nor TopoJSON of"
		    " areas" },
		{ "shape_place", "coordinates are not degrees: JGD2011 or"
		    " WGS84, longitude first" },
		{ "shape_large", "the file is larger than a prefecture's" },
	};
	struct shapes shapes;
	const char *why;
	enum result rc = shapes_read(in->r->mem, bytes, n, CODE, &shapes, &why);

	for (size_t i = 0; rc && i < COUNT(reasons); i++) {
		if (strcmp(reasons[i].why, why) == 0)
			request_fault(in->r, "file", reasons[i].says);
	}
	if (rc)
		return rc;
	in->counts->read = shapes.npoints;
	return gather(in, &shapes);
}

enum result
boundary_import(struct request *r, const char *bytes, size_t n, bool dry,
    struct boundary_counts *counts)
{
	struct import in = { .r = r, .counts = counts };
	enum result rc;

	*counts = (struct boundary_counts){ 0 };
	in.towns = codes_municipalities(r->codes, &in.n);
	in.territories = arena_array(r->mem, in.n + 1,
	    sizeof(*in.territories));
	in.touch = arena_array(r->mem, in.n * in.n + 1, sizeof(*in.touch));
	rc = read_file(&in, bytes, n);
	if (rc)
		return rc;
	make_small(&in);
	if (dry)
		return OK;
	deed_begin(r);
	write_outlines(&in);
	write_neighbours(&in);
	(void)deed_changed(r, "outline");
	audit_note_plain(r, "import", "outline", "-", "");
	return deed_commit(r, NULL);
}
