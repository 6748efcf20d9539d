#include "app/deed.h"
#include "base/db_copy.h"
#include "features/directory/directory.h"
#include "features/opendata/opendata.h"
#include "features/shelter/shelter.h"
#include "tests/kit.h"

/* Files into the registers: what is written, what is not, and undoing it. */

#define WAM_HEAD \
    "都道府県コード又は市区町村コード,サービス種別,事業所の名称,事業所番号," \
    "事業所住所（市区町村）,事業所住所（番地以降）,事業所電話番号,事業所緯度,事業所経度,定員," \
    "法人の名称,法人番号,定休日\r\n"
#define HIROBA(phone, capacity) \
    "022012,児童発達支援,見本ひろば,0250100011,青森県青森市,新町1-1," phone \
    ",40.8223,140.7474," capacity ",見本会,7000012050002,日曜\r\n"
#define AFTER_SCHOOL \
    "022012,放課後等デイサービス,見本ひろば,0250100011,青森県青森市,新町1-1," \
    "017-001-0001,40.8223,140.7474,10,見本会,7000012050002,\r\n"
#define SHORT_STAY \
    "022039,短期入所,例示の家,0210300012,青森県八戸市,内丸2-1,0178-01-0001,,,4," \
    "例示会,,\r\n"
#define SECOND_STAY \
    "022039,短期入所,仮名の家,0210300020,青森県八戸市,内丸3-1,0178-01-0002,,,2," \
    "例示会,,\r\n"
#define SITE_HEAD \
    "NO,共通ID,都道府県名及び市町村名,施設・場所名,住所,洪水,崖崩れ、土石流及び地滑り,高潮," \
    "地震,津波,大規模な火事,内水氾濫,火山現象,指定避難所との住所同一,緯度,経度,備考\r\n"
#define PARK \
    "1,E0220300001201,青森県八戸市,見本公園,田向1,1,,,1,,,,,,40.5,141.5,\r\n"
#define SCHOOL_YARD \
    "2,E0220300002201,青森県八戸市,例示校庭,田向2,,,,1,1,,,,1,40.51,141.51,\r\n"

static struct open_run run;

static enum result
take(struct town *t, const char *kind, const char *text, bool dry)
{
	return opendata_run(town_request(t), open_format_find(kind), "f.csv",
	    text, strlen(text), dry, &run);
}

/* What all tables hold but those that only ever grow, versions aside. */
static struct copy_sum
sum_of(struct town *t)
{
	static const char *const grow[] = { "audit_row", "audit", "audit_head",
	    "change_counter", "directory_history", "open_import", "revision",
	    "open_before", "directory_slot", "sent_form", "ledger", "session" };
	struct copy_table *tables;
	struct copy_sum all = { 0 };
	size_t n;

	EXPECT(copy_tables(t->db, t->mem, &tables, &n) == OK);
	for (size_t i = 0; i < n; i++) {
		const char *columns[64];
		struct copy_table some = { tables[i].name, columns, 0 };
		struct copy_sum one = { 0 };
		bool grows = strncmp(some.name, "audit", 5) == 0;

		for (size_t k = 0; k < COUNT(grow); k++)
			grows |= strcmp(grow[k], some.name) == 0;
		for (size_t k = 0; k < tables[i].ncolumns && k < 64; k++) {
			const char *c = tables[i].columns[k];

			if (strcmp(c, "version") && strcmp(c, "changed") &&
			    strcmp(c, "imported"))
				columns[some.ncolumns++] = c;
		}
		if (!grows)
			EXPECT(copy_walk(t->db, t->mem, &some, &one, NULL,
			    NULL) == OK);
		all.rows += one.rows;
		for (size_t k = 0; k < COUNT(one.lanes); k++)
			all.lanes[k] = all.lanes[k] * 31 + one.lanes[k];
	}
	return all;
}

TEST(services_places_and_providers_come_from_a_file_once)
{
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    AFTER_SCHOOL SHORT_STAY SECOND_STAY, true) == OK);
	EXPECT(run.fates[OPEN_ADDED] == 4 && !run.id);
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 0);
	EXPECT(town_number(t, "SELECT count(*) FROM open_import") == 0);

	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    AFTER_SCHOOL SHORT_STAY SECOND_STAY, false) == OK);
	EXPECT(run.fates[OPEN_ADDED] == 4 && run.id);
	EXPECT(town_number(t, "SELECT count(*) FROM service") == 4);
	EXPECT(town_number(t, "SELECT count(*) FROM place") == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM provider") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM service s JOIN place p"
	    " ON p.id = s.place WHERE s.kind = 'child_development'"
	    " AND s.capacity = 10 AND p.municipality = '02201'"
	    " AND p.lat = 4082230 AND p.precise = 'exact'"
	    " AND p.phone = '017-001-0001' AND s.opening_note LIKE '%日曜%'")
	    == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_value"
	    " WHERE source <> 'open'") == 0);
}

TEST(same_file_again_writes_nothing)
{
	struct copy_sum before, after;
	int64_t audit;

	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    SHORT_STAY, false) == OK);
	EXPECT(take(t, "shelters", "共通ID,施設・場所名,住所\r\n"
	    "E0220300001111,見本校,八戸市田向1\r\n", false) == OK);
	before = sum_of(t);
	audit = town_number(t, "SELECT count(*) FROM audit");
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    SHORT_STAY, false) == OK);
	EXPECT(run.fates[OPEN_SAME] == 2 && !run.id);
	EXPECT(take(t, "shelters", "共通ID,施設・場所名,住所\r\n"
	    "E0220300001111,見本校,八戸市田向1\r\n", false) == OK);
	EXPECT(run.fates[OPEN_SAME] == 1 && !run.id);
	after = sum_of(t);
	EXPECT(copy_same(&before, &after));
	EXPECT(town_number(t, "SELECT count(*) FROM audit") == audit);
	EXPECT(town_number(t, "SELECT count(*) FROM open_import") == 2);
}

TEST(changed_row_is_offered_and_missing_one_proposed_for_closing)
{
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    SHORT_STAY SECOND_STAY, false) == OK);
	set_today(t, "2026-10-01");
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0009", "12")
	    SHORT_STAY, false) == OK);
	EXPECT(run.fates[OPEN_CHANGED] == 1 && run.fates[OPEN_SAME] == 1 &&
	    run.fates[OPEN_ABSENT] == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM service s JOIN place p"
	    " ON p.id = s.place WHERE p.phone = '017-001-0009'"
	    " AND s.capacity = 12") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE status = 'active'") == 3);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE field = 'status' AND value = 'closed'"
	    " AND decided_at IS NULL") == 1);
	/* Once is enough; and when it is there again, nothing is proposed. */
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0009", "12")
	    SHORT_STAY, false) == OK);
	EXPECT(!run.id && run.fates[OPEN_ABSENT] == 0);
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0009", "12")
	    SHORT_STAY SECOND_STAY, false) == OK);
	EXPECT(run.fates[OPEN_RETURNED] == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE decided_at IS NULL") == 0);
}

TEST(file_of_one_kind_says_nothing_of_another)
{
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    SHORT_STAY, false) == OK);
	EXPECT(take(t, "wamnet", WAM_HEAD SHORT_STAY SECOND_STAY, false) == OK);
	EXPECT(run.fates[OPEN_ABSENT] == 0 && run.fates[OPEN_ADDED] == 1);
}

TEST(what_somebody_confirmed_is_not_written_over)
{
	struct request *r;
	struct service s;
	struct origin hand = { SOURCE_HAND, "2026-04-01", "電話" };
	struct claim claim = { .field = "capacity", .value = "7" };

	EXPECT(take(t, "wamnet", WAM_HEAD SHORT_STAY, false) == OK);
	r = town_request(t);
	EXPECT(directory_by_number(r, "0210300012", "short_stay", &s) == OK);
	deed_begin(r);
	(void)directory_offer(r, &service_record, s.id, 0, &hand, &claim, 1);
	EXPECT(deed_commit(r, NULL) == OK);
	set_today(t, "2026-10-01");
	EXPECT(take(t, "wamnet", WAM_HEAD "022039,短期入所,例示の家,0210300012,"
	    "青森県八戸市,内丸2-1,0178-01-0001,,,5,例示会,,\r\n", false) == OK);
	EXPECT(run.fates[OPEN_CHANGED] == 1);
	EXPECT(town_number(t, "SELECT capacity FROM service") == 7);
	EXPECT(town_number(t, "SELECT count(*) FROM directory_proposal"
	    " WHERE field = 'capacity' AND value = '5'") == 1);
}

TEST(import_is_undone_exactly)
{
	struct copy_sum empty = sum_of(t), before, after;
	const char *first;
	size_t undone, left;

	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0001", "10")
	    SHORT_STAY SECOND_STAY, false) == OK);
	first = run.id;
	before = sum_of(t);
	set_today(t, "2026-10-01");
	EXPECT(take(t, "wamnet", WAM_HEAD HIROBA("017-001-0009", "12")
	    AFTER_SCHOOL SHORT_STAY, false) == OK);
	after = sum_of(t);
	EXPECT(!copy_same(&before, &after));
	EXPECT(opendata_undo(town_request(t), first, &undone, &left) ==
	    CONFLICT);
	EXPECT(opendata_undo(town_request(t), run.id, &undone, &left) == OK);
	EXPECT(left == 0 && undone >= 4);
	after = sum_of(t);
	EXPECT(copy_same(&before, &after));
	EXPECT(opendata_undo(town_request(t), run.id, &undone, &left) ==
	    CONFLICT);
	EXPECT(opendata_undo(town_request(t), first, &undone, &left) == OK);
	after = sum_of(t);
	EXPECT(copy_same(&empty, &after));
}

TEST(undoing_leaves_what_somebody_changed_since)
{
	struct request *r;
	struct service s;
	struct origin hand = { SOURCE_HAND, "2026-04-01", "電話" };
	struct claim claim = { .field = "capacity", .value = "7" };
	size_t undone, left;

	EXPECT(take(t, "wamnet", WAM_HEAD SHORT_STAY SECOND_STAY, false) == OK);
	r = town_request(t);
	EXPECT(directory_by_number(r, "0210300012", "short_stay", &s) == OK);
	deed_begin(r);
	(void)directory_offer(r, &service_record, s.id, 0, &hand, &claim, 1);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(opendata_undo(town_request(t), run.id, &undone, &left) == OK);
	/* It, its place and its provider stay; the other house goes. */
	EXPECT(left == 3 && undone == 2);
	EXPECT(town_number(t, "SELECT capacity FROM service") == 7);
	EXPECT(town_number(t, "SELECT count(*) FROM place") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM provider") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM open_entry") == 1);
}

TEST(hours_go_to_services_that_are_there_and_to_no_others)
{
	static const char hours[] = "ID,診療科目コード,診療科目名,診療時間帯,"
	    "月_診療開始時間,月_診療終了時間\r\n"
	    "0210210113719,01,小児科,1,09:00,12:00\r\n"
	    "0210210113727,01,内科,1,09:00,12:00\r\n";

	EXPECT(take(t, "medical", "ID,正式名称,都道府県コード,市区町村コード,所在地\r\n"
	    "0210210113719,見本病院,02,201,青森県青森市新町1\r\n", false) == OK);
	EXPECT(take(t, "medical-hours", hours, false) == OK);
	EXPECT(run.fates[OPEN_ADDED] == 1 && run.report.left_out == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM service"
	    " WHERE opening_note = '小児科 月 9:00～12:00'"
	    " AND note LIKE '%小児科%'") == 1);
	EXPECT(take(t, "medical-hours", hours, false) == OK && !run.id);
}

TEST(shelters_keep_their_hazards_and_what_was_changed_by_hand)
{
	struct copy_sum before, after;
	struct shelter old, s;
	struct request *r;
	size_t undone, left;

	EXPECT(take(t, "emergency-sites", SITE_HEAD PARK SCHOOL_YARD, false) ==
	    OK);
	EXPECT(run.fates[OPEN_ADDED] == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM shelter WHERE kind = 'site'"
	    " AND hazards = 'flood,earthquake' AND municipality = '02203'") ==
	    1);
	before = sum_of(t);
	EXPECT(take(t, "emergency-sites", SITE_HEAD
	    "1,E0220300001201,青森県八戸市,見本公園,田向1,,,,1,,,,,,,,\r\n", false) ==
	    OK);
	EXPECT(run.fates[OPEN_CHANGED] == 1 && run.fates[OPEN_ABSENT] == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM shelter"
	    " WHERE absent_on IS NOT NULL AND closed_on IS NULL") == 1);
	EXPECT(opendata_undo(town_request(t), run.id, &undone, &left) == OK);
	after = sum_of(t);
	EXPECT(left == 0 && undone == 2 && copy_same(&before, &after));

	get(t, "/shelters");
	EXPECT_SEES(t, "見本公園");
	r = town_request(t);
	EXPECT(shelter_by_number(r, "E0220300001201", &old) == OK);
	s = old;
	s.name = "手で直した";
	deed_begin(r);
	record_change(r, &shelter_record, &old, &s);
	EXPECT(deed_commit(r, NULL) == OK);
	EXPECT(take(t, "emergency-sites", SITE_HEAD
	    "1,E0220300001201,青森県八戸市,変えた公園,田向1,,,,1,,,,,,,,\r\n"
	    SCHOOL_YARD, false) == OK);
	EXPECT(run.id && run.report.nnotes == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM shelter"
	    " WHERE name = '手で直した'") == 1);
}
