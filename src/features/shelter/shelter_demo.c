#include "app/codes.h"
#include "app/demo.h"
#include "features/shelter/shelter.h"

/* In each municipality: a shelter, one that takes people who need care, and a
 * site for some hazards, under plainly made-up names. */

enum { KINDS = 3 };

enum result
shelter_demo(struct request *r)
{
	static const char *const names[] = { "見本小学校", "例示福祉館", "仮の丘公園" };
	static const char *const hazards[] = { "earthquake,fire",
	    "landslide,earthquake,tsunami", "flood,surge,tsunami,inland" };
	struct dice d = dice_new(44);
	size_t n;
	const struct municipality *m = codes_municipalities(r->codes, &n);

	for (size_t i = 0; i < n * KINDS; i++) {
		const struct municipality *town = &m[i / KINDS];
		size_t kind = i % KINDS;
		struct shelter s = {
			.number = arena_fmt(r->mem, "E%s00%03zu%s1", town->code,
			    kind + 1, kind == 2 ? "20" : kind ? "12" : "11"),
			.kind = kind == 2 ? "site" : "shelter",
			.name = arena_fmt(r->mem, "%s%s", town->name,
			    names[kind]),
			.municipality = town->code,
			.address = arena_fmt(r->mem, "字見本%zu番地", i + 1),
			.hazards = kind == 2 ? dice_pick(&d, hazards,
			    COUNT(hazards)) : NULL,
			.welfare = kind == 2 ? NULL : kind ? "1" : "0",
			.accepts = kind == 1 ?
			    "医療的ケアの必要な人とその家族" : NULL,
			.capacity = (int64_t)(50 + 50 * dice_below(&d, 8)),
			.dual = "0",
		};

		record_add(r, &shelter_record, &s);
	}
	return OK;
}
