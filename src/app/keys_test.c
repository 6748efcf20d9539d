#include "app/keys.h"

#include <dirent.h>
#include <unistd.h>

#include "app/site.h"
#include "app/verify_town_test.h"
#include "base/chain_key.h"

/* The folder old-... in the folder of keys; NULL: none. */
static const char *
put_aside(struct log_town *a)
{
	DIR *d = opendir(a->dir);
	const char *found = NULL;
	struct dirent *e;

	EXPECT(d != NULL);
	while ((e = readdir(d))) {
		if (strncmp(e->d_name, "old-", 4) == 0)
			found = arena_fmt(a->t->mem, "%s/%s", a->dir, e->d_name);
	}
	closedir(d);
	return found;
}

static bool
is_there(struct log_town *a, const char *dir, const char *name)
{
	return access(arena_fmt(a->t->mem, "%s/%s", dir, name), F_OK) == 0;
}

static void
wipe(struct log_town *a)
{
	log_do(a, "DELETE FROM audit; DELETE FROM audit_seen;"
	    "UPDATE audit_head SET seq = 0, seal = ''");
}

static void
remove_aside(struct log_town *a, const char *aside)
{
	static const char *const files[] = { CHAIN_KEY_LINK, CHAIN_KEY_SIGN,
		CHAIN_KEY_PUBLIC, CHAIN_KEY_POINTS };

	for (size_t i = 0; i < COUNT(files); i++)
		EXPECT(unlink(arena_fmt(a->t->mem, "%s/%s", aside,
		    files[i])) == 0);
	EXPECT(rmdir(aside) == 0);
}

TEST(keys_of_a_database_that_is_gone_make_room_for_new_ones)
{
	const char *fields, *public, *aside;
	struct log_town a;
	struct keys *keys;

	log_town_open(&a, t);
	fields = log_file(&a, "fields.key");
	public = log_file(&a, CHAIN_KEY_PUBLIC);
	wipe(&a);
	EXPECT(keys_make_room(t->mem, t->db, a.dir));
	aside = put_aside(&a);
	EXPECT(aside && is_there(&a, aside, CHAIN_KEY_LINK));
	EXPECT(!is_there(&a, a.dir, CHAIN_KEY_LINK));
	keys = keys_open(t->mem, a.dir, true);
	EXPECT(keys != NULL);
	keys_close(keys);
	EXPECT(strcmp(fields, log_file(&a, "fields.key")) == 0);
	EXPECT(strcmp(public, log_file(&a, CHAIN_KEY_PUBLIC)) != 0);
	EXPECT(!*log_file(&a, CHAIN_KEY_POINTS));
	/* Nothing was written with them yet: a second time they stay. */
	public = log_file(&a, CHAIN_KEY_PUBLIC);
	EXPECT(keys_make_room(t->mem, t->db, a.dir));
	EXPECT(strcmp(public, log_file(&a, CHAIN_KEY_PUBLIC)) == 0);
	remove_aside(&a, aside);
	log_town_close(&a);
}

TEST(keys_of_a_log_with_rows_stay_where_they_are)
{
	struct log_town a;

	log_town_open(&a, t);
	EXPECT(keys_make_room(t->mem, t->db, a.dir));
	EXPECT(!put_aside(&a));
	EXPECT(is_there(&a, a.dir, CHAIN_KEY_LINK));
	log_town_close(&a);
}

TEST(keys_that_were_put_aside_by_half_go_the_rest_of_the_way)
{
	const char *aside;
	struct log_town a;
	struct keys *keys;

	log_town_open(&a, t);
	wipe(&a);
	EXPECT(unlink(arena_fmt(t->mem, "%s/%s", a.dir, CHAIN_KEY_POINTS)) == 0);
	EXPECT(keys_make_room(t->mem, t->db, a.dir));
	aside = put_aside(&a);
	EXPECT(aside && !is_there(&a, a.dir, CHAIN_KEY_SIGN));
	keys = keys_open(t->mem, a.dir, true);
	EXPECT(keys != NULL);
	keys_close(keys);
	EXPECT(unlink(arena_fmt(t->mem, "%s/%s", aside, CHAIN_KEY_LINK)) == 0);
	EXPECT(unlink(arena_fmt(t->mem, "%s/%s", aside, CHAIN_KEY_SIGN)) == 0);
	EXPECT(unlink(arena_fmt(t->mem, "%s/%s", aside, CHAIN_KEY_PUBLIC)) == 0);
	EXPECT(rmdir(aside) == 0);
	log_town_close(&a);
}
