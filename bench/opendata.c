#include <stdio.h>
#include <stdlib.h>

#include "tests/open_file.h"

/* opendata HEADINGS ROWS ONE_IN [EDITION] >FILE: see tests/open_file.h. */
int
main(int argc, char **argv)
{
	struct arena *mem = arena_new();
	struct open_file file = { 0 };
	const char *bytes = NULL;
	size_t n = 0;

	if (argc >= 4) {
		file.headings = argv[1];
		file.rows = strtoul(argv[2], NULL, 10);
		file.one_in = strtoul(argv[3], NULL, 10);
		file.edition = argc > 4 ? (int)strtol(argv[4], NULL, 10) : 0;
	}
	if (file.one_in)
		bytes = open_file_make(mem, &file, &n);
	if (!bytes || fwrite(bytes, 1, n, stdout) != n || fflush(stdout)) {
		fputs("usage: opendata HEADINGS ROWS ONE_IN [EDITION]\n",
		    stderr);
		return EXIT_FAILURE;
	}
	arena_free(mem);
	return EXIT_SUCCESS;
}
