#ifndef APP_BOUNDARY_H
#define APP_BOUNDARY_H

#include "app/request.h"
#include "base/shape.h"

/*
 * The outlines of the prefecture's municipalities, out of the file 国土数値情報
 * 行政区域データ (N03) of the ministry of land: read, checked against the pack's
 * municipalities, made small, kept in table outline; who touches whom is kept
 * in neighbour. The file itself is not kept.
 */
struct boundary_counts {
	size_t municipalities, parts, points, neighbours;
	size_t read;			/* points in the file */
	size_t skipped;			/* features without a code */
};

/*
 * All or nothing, as a deed with its audit row; `dry` writes nothing. INVALID
 * with faults: what shapes_read refuses, a code of another prefecture, a code
 * the pack does not have, a municipality of the pack that is not in the file.
 */
enum result boundary_import(struct request *, const char *bytes, size_t n,
    bool dry, struct boundary_counts *) MUST_CHECK;

/*
 * The parts below, for boundary*.c and their tests. One territory a
 * municipality, in the order of codes_municipalities.
 */
struct territory {
	struct ring *rings;
	size_t nrings;
};

/*
 * Leaves away the points nobody would see missing at a width of about
 * `pixels`; a border between two stays one border. Parts too small to see go,
 * but never the largest of a territory. What is left points into new memory.
 * touch[a * n + b] is set where a and b share a stretch of border.
 */
size_t	boundary_simplify(struct arena *, struct territory *, size_t n,
    double pixels, bool *touch);

#endif
