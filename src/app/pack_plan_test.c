#include <stdlib.h>
#include <unistd.h>

#include "app/deed.h"
#include "app/pack.h"
#include "tests/kit.h"

static const char *const others[] = { "settings.csv", "codes.csv",
	"municipalities.csv", "municipality_regions.csv", "neighbours.csv", "forms.csv" };

/* The pack of Aomori with another pathway.csv, in a folder of its own. */
static const char *
pack_with(struct town *t, const char *lines)
{
	char *folder = arena_text(t->mem, "/tmp/tsunagu-pack-XXXXXX");
	char here[1024];
	FILE *f;

	EXPECT(mkdtemp(folder) && getcwd(here, sizeof(here)));
	for (size_t i = 0; i < COUNT(others); i++)
		EXPECT(symlink(arena_fmt(t->mem, "%s/packs/aomori/%s", here,
		    others[i]), arena_fmt(t->mem, "%s/%s", folder,
		    others[i])) == 0);
	f = fopen(arena_fmt(t->mem, "%s/pathway.csv", folder), "w");
	EXPECT(f);
	EXPECT(fputs("stage,step,position,who,anchor,rule,label,detail,"
	    "valid_from,valid_to\n", f) >= 0 && fputs(lines, f) >= 0);
	EXPECT(fclose(f) == 0);
	return folder;
}

static void
take_away(struct town *t, const char *folder)
{
	for (size_t i = 0; i < COUNT(others); i++)
		(void)unlink(arena_fmt(t->mem, "%s/%s", folder, others[i]));
	(void)unlink(arena_fmt(t->mem, "%s/pathway.csv", folder));
	(void)rmdir(folder);
}

static enum result
loads(struct town *t, const char *lines, struct request **r)
{
	const char *folder = pack_with(t, lines);
	enum result rc;

	*r = town_request(t);
	deed_begin(*r);
	rc = pack_load(*r, folder);
	if (rc)
		db_rollback((*r)->db);
	else
		EXPECT(db_commit((*r)->db) == OK);
	take_away(t, folder);
	return rc;
}

TEST(pack_plan_with_a_wrong_line_is_refused_by_file_and_line)
{
	static const struct {
		const char *line, *says;
	} wrong[] = {
		{ "orbit,,0,,birth,0d,,,2024-04-01,\n", "no such stage" },
		{ "nicu,x,1,doctor,new_year,0d,a,,2024-04-01,\n", "no such day" },
		{ "nicu,x,1,doctor,birth,soon,a,,2024-04-01,\n", "rule is like" },
		{ "nicu,x,1,wizard,birth,0d,a,,2024-04-01,\n", "nobody of that" },
		{ "nicu,x,1,doctor,birth,0d,,,2024-04-01,\n", "label is empty" },
		{ "nicu,x,1,doctor,birth,0d,a,,R6,\n", "valid_from and" },
		{ "nicu,,0,,birth,0d,,,2024-04-01,\n"
		    "nicu,,0,,birth,1d,,,2024-04-01,\n", "stands twice" },
	};

	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct request *r;

		EXPECT(loads(t, wrong[i].line, &r) == INVALID);
		EXPECT(r->nfaults == 1);
		EXPECT(strncmp(r->faults[0].field, "pathway.csv:", 12) == 0);
		EXPECT(strstr(r->faults[0].says, wrong[i].says));
	}
}

TEST(pack_plan_gets_a_new_version_beside_the_old_one)
{
	struct request *r;

	EXPECT(loads(t, "nursery,register,70,board,school,-1y 10-31,学齢簿,,"
	    "2024-04-01,2027-03-31\n"
	    "nursery,register,70,board,school,-1y 09-30,学齢簿,,2027-04-01,\n",
	    &r) == OK);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_plan"
	    " WHERE step = 'register'") == 2);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_plan"
	    " WHERE step = 'register' AND valid_to = '2027-03-31'") == 1);
	EXPECT(town_number(t, "SELECT count(*) FROM pathway_plan") > 80);
}
