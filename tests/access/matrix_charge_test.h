#ifndef TESTS_ACCESS_MATRIX_CHARGE_TEST_H
#define TESTS_ACCESS_MATRIX_CHARGE_TEST_H

/* Lines of matrix_table_test.c for 役割分担: about no child. Everybody may see
 * the table; who administers decides by it what bodies' staff may open. */
#define CHARGE_EXPECTED \
	{ "GET", "/charges", SIGNED, .status = 200, \
	    .asks = "? ?year=2025" }, \
	{ "GET", "/charges.pdf", SIGNED, .status = 200 }, \
	{ "GET", "/charges/*/edit", KEEPERS, .about = "=2026", \
	    .status = 200 }, \
	{ "POST", "/charges/*", KEEPERS, .about = "=2026", .status = 422, \
	    .form = "add=zz", .bad = "add=zz" }, \
	{ "POST", "/charges/*/copy", KEEPERS, .about = "=2026", \
	    .status = 409 }

#endif
