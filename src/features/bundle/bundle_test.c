#include <stdlib.h>
#include <unistd.h>

#include "app/site.h"
#include "base/uuid5.h"
#include "features/bundle/bundle.h"
#include "tests/kit_files.h"
#include "tests/kit_rows.h"

/* One small directory, changed a little, published again. */

struct published {
	struct town *t;
	struct bundle_told told;
};

static struct published
begin(struct town *t)
{
	struct published p = { .t = t };

	published_open(t);
	town_change(t, "INSERT INTO provider (id, version, changed, name, phone,"
	    " visibility) VALUES ('o', 1, 1, '架空会', '017-000-0001',"
	    " 'public');"
	    "INSERT INTO place (id, version, changed, name, kana, provider,"
	    " municipality, address, lat, lng, precise, phone, visibility)"
	    " VALUES ('p', 1, 1, '架空園', 'カクウエン', 'o', '02201',"
	    " '架空町1', 4080000, 14070000, 'exact', '017-000-0002',"
	    " 'public');"
	    "INSERT INTO service (id, version, changed, place, kind, status,"
	    " age_from, age_below, memo, visibility, shown_to) VALUES"
	    " ('s', 1, 1, 'p', 'nursery', 'active', 6, 84, 'こっそり',"
	    " 'public', 'public');"
	    "INSERT INTO directory_slot SELECT 'suction', 0 WHERE NOT EXISTS"
	    " (SELECT 1 FROM directory_slot);"
	    "INSERT INTO directory_value (record, record_id, field, value,"
	    " source, confirmed_on, told_by, visibility) VALUES ('service',"
	    " 's', 'suction', 'yes', 'hand', '2026-03-01', '園長', 'public');"
	    "INSERT INTO room (id, version, changed, service, label, beds,"
	    " visibility, paused, fresh_days, grey_days) VALUES ('m', 1, 1,"
	    " 's', '日中', 2, 'public', 'no', 0, 0);"
	    "INSERT INTO cell (room, day, state, as_of, told_at, told_by,"
	    " channel) VALUES"
	    " ('m', '2026-03-31', 'open', '2026-03-31T00:00:00Z',"
	    " '2026-03-31T00:00:00Z', 'x', 'self'),"
	    " ('m', '2026-04-02', 'open', '2026-03-31T00:00:00Z',"
	    " '2026-03-31T00:00:00Z', 'x', 'self'),"
	    " ('m', '2026-04-03', 'open', '2026-02-01T00:00:00Z',"
	    " '2026-02-01T00:00:00Z', 'x', 'self')");
	return p;
}

static void
publish(struct published *p)
{
	EXPECT(bundle_make(town_request(p->t), p->t->site->bundle, true, &p->told) == OK);
	EXPECT(db_file_put(p->told.file) == OK);
}

static bool
is(struct published *p, const char *sql, const char *value)
{
	return strcmp(published_text(p->t, sql), value) == 0;
}

static void
end(struct published *p)
{
	EXPECT(is(p, "SELECT count(*) FROM pragma_foreign_key_check", "0"));
	published_close(p->t);
}

TEST(bundle_holds_what_is_public_under_ids_that_stay)
{
	struct published p = begin(t);

	publish(&p);
	EXPECT(p.told.of[BUNDLE_SERVICE].added == 1 && !p.told.before);
	EXPECT(is(&p, "SELECT id FROM pub_service",
	    uuid5(t->mem, UUID5_TSUNAGU, "s")));
	EXPECT(is(&p, "SELECT substr(answers, 1, 1) FROM pub_service", "y"));
	EXPECT(is(&p, "SELECT confirmed_on FROM pub_service", "2026-03-01"));
	EXPECT(is(&p, "SELECT region FROM pub_service", "aomori"));
	EXPECT(is(&p, "SELECT group_concat(day) FROM pub_cell", "2026-04-02"));
	EXPECT(is(&p, "SELECT value FROM about WHERE key = 'format'", "2"));
	EXPECT(is(&p, "SELECT length(value) FROM about WHERE key ="
	    " 'inbox_key'", "64"));
	EXPECT(is(&p, "SELECT count(*) FROM code WHERE list = 'inbox_about'",
	    "5"));
	EXPECT(is(&p, "SELECT count(*) FROM code WHERE list = 'person_role'",
	    "0"));
	EXPECT(access(arena_fmt(t->mem, "%s.new", t->site->bundle), F_OK) != 0);
	end(&p);
}

TEST(bundle_leaves_out_what_is_hidden)
{
	struct published p = begin(t);

	town_change(t, "UPDATE place SET centre_fields = 'address',"
	    " supporter_fields = 'phone';"
	    "UPDATE service SET supporter_fields = 'age_below';"
	    "UPDATE directory_value SET visibility = 'supporters';"
	    "UPDATE provider SET visibility = 'supporters';"
	    "UPDATE room SET visibility = 'centre'");
	publish(&p);
	EXPECT(is(&p, "SELECT COALESCE(address, phone, precise,"
	    " organization) FROM pub_location", ""));
	EXPECT(is(&p, "SELECT lat + lng FROM pub_location", "0"));
	EXPECT(is(&p, "SELECT age_from + age_below FROM pub_service", "0"));
	EXPECT(is(&p, "SELECT COALESCE(organization, confirmed_on) FROM"
	    " pub_service", ""));
	EXPECT(is(&p, "SELECT replace(answers, '-', '') FROM pub_service", ""));
	EXPECT(is(&p, "SELECT (SELECT count(*) FROM pub_organization) +"
	    " (SELECT count(*) FROM pub_answer) + (SELECT count(*) FROM"
	    " pub_room) + (SELECT count(*) FROM pub_cell)", "0"));
	end(&p);
}

/* A place nobody may know of takes its services and their rooms along. */
TEST(bundle_leaves_out_what_hangs_on_what_is_hidden)
{
	static const char *const ways[] = {
		"UPDATE place SET visibility = 'centre'",
		"UPDATE place SET visibility = 'public', supporter_fields ="
		" 'name'",
		"UPDATE place SET supporter_fields = '';"
		"UPDATE service SET shown_to = 'supporters'",
		"UPDATE service SET shown_to = 'public', status = 'closed'",
	};
	struct published p = begin(t);

	publish(&p);
	for (size_t i = 0; i < COUNT(ways); i++) {
		town_change(t, ways[i]);
		publish(&p);
		EXPECT(is(&p, "SELECT (SELECT count(*) FROM pub_location) +"
		    " (SELECT count(*) FROM pub_service) + (SELECT count(*)"
		    " FROM pub_organization) + (SELECT count(*) FROM pub_room)"
		    " + (SELECT count(*) FROM pub_cell)", "0"));
		EXPECT(p.told.of[BUNDLE_SERVICE].removed == (i ? 0 : 1));
		EXPECT(is(&p, "SELECT count(*) FROM pub_gone",
		    i == COUNT(ways) - 1 ? "1" : "0"));
	}
	end(&p);
}

TEST(service_that_closed_keeps_the_address_it_was_published_under)
{
	struct published p = begin(t);
	const char *id;

	publish(&p);
	id = published_text(t, "SELECT id FROM pub_service");
	town_change(t, "UPDATE service SET status = 'closed'");
	publish(&p);
	EXPECT(is(&p, "SELECT id FROM pub_gone", id));
	town_change(t, "UPDATE place SET visibility = 'centre'");
	publish(&p);
	EXPECT(is(&p, "SELECT count(*) FROM pub_gone", "0"));
	end(&p);
}

TEST(bundle_tells_what_changed_since_the_one_before)
{
	struct published p = begin(t);

	publish(&p);
	set_today(t, "2026-04-02");
	publish(&p);
	EXPECT(p.told.before && !p.told.nnews);
	EXPECT(is(&p, "SELECT modified_at FROM pub_service",
	    "2026-04-01T03:00:00Z"));
	town_change(t, "UPDATE service SET note = '見学できます';"
	    "UPDATE directory_value SET terms = 'x' WHERE record_id = 's'");
	publish(&p);
	EXPECT(p.told.of[BUNDLE_SERVICE].changed == 1 && p.told.nnews == 1);
	EXPECT(strcmp(p.told.news[0].what, "changed") == 0);
	EXPECT(strstr(p.told.news[0].label, "架空園") != NULL);
	EXPECT(is(&p, "SELECT modified_at FROM pub_service",
	    "2026-04-02T03:00:00Z"));
	EXPECT(is(&p, "SELECT modified_at FROM pub_location",
	    "2026-04-01T03:00:00Z"));
	town_change(t, "DELETE FROM cell");
	publish(&p);
	EXPECT(p.told.of[BUNDLE_ROOM].changed == 1 && p.told.nnews == 1);
	end(&p);
}

TEST(bundle_is_the_same_file_from_the_same_rows)
{
	struct published p = begin(t);
	size_t n, k;
	const char *first, *second;

	publish(&p);
	first = file_bytes(t->mem, t->site->bundle, &n);
	publish(&p);
	second = file_bytes(t->mem, t->site->bundle, &k);
	EXPECT(n == k && memcmp(first, second, n) == 0);
	end(&p);
}

TEST(bundle_that_cannot_be_written_leaves_the_one_that_is_there)
{
	struct published p = begin(t);
	struct bundle_told told;

	publish(&p);
	EXPECT(bundle_make(town_request(t), "/nowhere/public.db", true,
	    &told) == BROKEN);
	EXPECT(bundle_make(town_request(t), t->site->bundle, true, &told) == OK);
	db_file_drop(told.file);
	EXPECT(is(&p, "SELECT count(*) FROM pub_service", "1"));
	EXPECT(access(arena_fmt(t->mem, "%s.new", t->site->bundle), F_OK) != 0);
	end(&p);
}
