#include "app/keys.h"

#include <string.h>
#include <unistd.h>

const char *
keys_beside(struct arena *mem, const char *url)
{
	static const char sqlite[] = "sqlite:";
	const char *name, *slash;
	size_t n;

	if (strncmp(url, sqlite, sizeof(sqlite) - 1) == 0)
		return arena_fmt(mem, "%s.keys", url + sizeof(sqlite) - 1);
	name = strstr(url, "dbname=");
	slash = strrchr(url, '/');
	name = name ? name + strlen("dbname=") : slash ? slash + 1 : "";
	n = strcspn(name, "?& ");
	return arena_fmt(mem, "%s.keys", n ? arena_bytes(mem, name, n) :
	    "tsunagu");
}

static bool
is_there(struct arena *mem, const char *dir, const char *name)
{
	return access(arena_fmt(mem, "%s/%s", dir, name), F_OK) == 0;
}

struct keys *
keys_open(struct arena *mem, const char *dir, bool make)
{
	struct keys *keys = arena_take(mem, sizeof(*keys));

	keys->dir = arena_text(mem, dir);
	if (make && !is_there(mem, dir, "audit.link") && !chain_make(dir))
		return NULL;
	keys->seal = seal_open(dir, make);
	keys->chain = keys->seal ? chain_open(dir) : NULL;
	if (keys->chain)
		return keys;
	seal_close(keys->seal);
	return NULL;
}

void
keys_close(struct keys *keys)
{
	if (!keys)
		return;
	chain_close(keys->chain);
	seal_close(keys->seal);
}
