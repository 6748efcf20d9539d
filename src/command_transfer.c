#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/boundary.h"
#include "app/travel.h"
#include "command.h"
#include "features/directory/directory_sheet.h"

/* import and export on the command line. */

enum { READ_BLOCK = 1 << 20, MAX_FILE = 1 << 30 };

static int
no_such_kind(const struct command_line *cl)
{
	fprintf(stderr, "no such kind: %s\n", cl->words[0]);
	return EXIT_USAGE;
}

static bool
read_file(struct arena *mem, const char *path, struct buffer *out)
{
	FILE *f = fopen(path, "rb");
	char *block = arena_take(mem, READ_BLOCK);
	struct stat about;
	size_t n;

	if (!f) {
		perror(path);
		return false;
	}
	*out = buffer_sized(mem, fstat(fileno(f), &about) ||
	    about.st_size > MAX_FILE ? READ_BLOCK :
	    (size_t)about.st_size + READ_BLOCK);
	while ((n = fread(block, 1, READ_BLOCK, f)) && out->len < MAX_FILE)
		buffer_bytes(out, block, n);
	if (ferror(f) || n)
		perror(path);
	n += ferror(f) != 0;
	fclose(f);
	return !n;
}

static void
say_faults(const struct import *in)
{
	for (size_t i = 0; i < in->nextra; i++)
		fprintf(stderr, "column not read: %s\n", in->extra[i]);
	for (size_t i = 0; i < in->nfaults && i < IMPORT_MAX_FAULTS; i++) {
		const struct import_fault *f = &in->faults[i];

		fprintf(stderr, "%zu行目 %s「%s」: %s\n", f->line,
		    f->column ? f->column : "", f->found ? f->found : "",
		    f->wanted);
	}
	if (in->nfaults > IMPORT_MAX_FAULTS)
		fprintf(stderr, "...ほか%zu件\n", in->nfaults - IMPORT_MAX_FAULTS);
}

static int
import_file(struct workplace *w, const struct command_line *cl,
    const struct transfer *t)
{
	struct import *in = arena_take(w->mem, sizeof(*in));
	struct buffer bytes;
	enum result rc;

	if (!read_file(w->mem, cl->words[1], &bytes))
		return EXIT_REFUSED;
	if (!t)
		return command_opendata(w, cl, bytes.s, bytes.len);
	rc = import_run(w->r, t, bytes.s, bytes.len, cl->dry_run, in, NULL,
	    NULL);
	say_faults(in);
	if (rc)
		return command_refused(w->r, rc, "nothing was imported");
	printf("%s%zu rows: %zu added, %zu changed, %zu the same\n",
	    cl->dry_run ? "dry run: " : "", in->rows, in->added, in->changed,
	    in->same);
	return EXIT_DONE;
}

static int
import_boundaries(struct workplace *w, const struct command_line *cl)
{
	struct boundary_counts n;
	struct buffer bytes;
	enum result rc;

	if (!read_file(w->mem, cl->words[1], &bytes))
		return EXIT_REFUSED;
	rc = boundary_import(w->r, bytes.s, bytes.len, cl->dry_run, &n);
	if (rc)
		return command_refused(w->r, rc, "nothing was imported");
	printf("%s%zu municipalities in %zu parts, %zu of %zu points kept, %zu"
	    " pairs of neighbours, %zu areas without a code left out\n",
	    cl->dry_run ? "dry run: " : "", n.municipalities, n.parts,
	    n.points, n.read, n.neighbours, n.skipped);
	return EXIT_DONE;
}

static int
import_travel(struct workplace *w, const struct command_line *cl)
{
	struct travel_counts n;
	struct buffer bytes;
	enum result rc;

	if (!read_file(w->mem, cl->words[1], &bytes))
		return EXIT_REFUSED;
	rc = travel_import(w->r, bytes.s, bytes.len, cl->dry_run, &n);
	if (rc)
		return command_refused(w->r, rc, "nothing was imported");
	printf("%s%zu pairs, %zu of them left as they were corrected\n",
	    cl->dry_run ? "dry run: " : "", n.pairs, n.kept);
	return EXIT_DONE;
}

static int
import_kind(struct workplace *w, const struct command_line *cl)
{
	const struct transfer *t;

	if (strcmp(cl->words[0], "boundaries") == 0)
		return import_boundaries(w, cl);
	if (strcmp(cl->words[0], "travel") == 0)
		return import_travel(w, cl);
	t = transfer_find(w->site, cl->words[0]);
	return t || command_opendata_knows(cl->words[0]) ?
	    import_file(w, cl, t) : no_such_kind(cl);
}

int
command_import(const struct command_line *cl)
{
	struct workplace w = { 0 };
	int code = EXIT_REFUSED;

	if (workplace_open(&w, cl, !cl->dry_run))
		code = import_kind(&w, cl);
	workplace_close(&w);
	return code;
}

static int
write_out(const char *path, const char *bytes, size_t n)
{
	FILE *f = path ? fopen(path, "wb") : stdout;
	bool bad = !f || fwrite(bytes, 1, n, f) != n || fflush(f) ||
	    (path && fsync(fileno(f)));

	if (f && path)
		bad |= fclose(f) != 0;
	if (bad)
		perror(path ? path : "standard output");
	return bad ? EXIT_REFUSED : EXIT_DONE;
}

static int
export_file(struct workplace *w, const char *path, const struct transfer *t)
{
	const char *dot = path ? strrchr(path, '.') : NULL, *bytes;
	struct buffer csv = buffer_new(w->mem);
	size_t n, rows;
	enum result rc;

	if (dot && strcmp(dot, ".xlsx") == 0) {
		rc = export_xlsx(w->r, t, &bytes, &n, &rows);
	} else {
		rc = export_csv(w->r, t, &csv, &rows);
		bytes = csv.s;
		n = csv.len;
	}
	if (rc)
		return command_refused(w->r, rc, "nothing was exported");
	return write_out(path, bytes, n);
}

/* The directory goes out only: what comes in says where it comes from. */
static int
export_services(struct workplace *w, const char *path)
{
	static const struct wish all;
	const char *dot = path ? strrchr(path, '.') : NULL, *bytes;
	struct buffer csv = buffer_new(w->mem);
	size_t n, rows;
	enum result rc;

	if (dot && strcmp(dot, ".xlsx") == 0) {
		rc = directory_sheet_xlsx(w->r, &all, &bytes, &n);
	} else {
		rc = directory_sheet_csv(w->r, &all, &csv, &rows);
		bytes = csv.s;
		n = csv.len;
	}
	if (rc)
		return command_refused(w->r, rc, "nothing was exported");
	return write_out(path, bytes, n);
}

int
command_export(const struct command_line *cl)
{
	struct workplace w = { 0 };
	const char *path = cl->nwords > 1 ? cl->words[1] : NULL;
	const struct transfer *t;
	int code = EXIT_REFUSED;

	if (workplace_open(&w, cl, false)) {
		t = transfer_find(w.site, cl->words[0]);
		if (strcmp(cl->words[0], "services") == 0)
			code = export_services(&w, path);
		else
			code = t ? export_file(&w, path, t) : no_such_kind(cl);
	}
	workplace_close(&w);
	return code;
}
