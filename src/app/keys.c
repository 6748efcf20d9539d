#include "app/keys.h"

#include <string.h>

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

struct keys *
keys_open(struct arena *mem, const char *dir, bool make)
{
	struct keys *keys = arena_take(mem, sizeof(*keys));

	keys->dir = arena_text(mem, dir);
	keys->seal = seal_open(dir, make);
	return keys->seal ? keys : NULL;
}

void
keys_close(struct keys *keys)
{
	if (keys)
		seal_close(keys->seal);
}
