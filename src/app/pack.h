#ifndef APP_PACK_H
#define APP_PACK_H

#include "app/request.h"

/*
 * A prefecture pack: plain CSV files in a folder (packs/aomori/README.md says
 * what each holds). Its setting "base" names another beside it, of which it takes
 * the pathway, and the settings and code lists that it does not tell. Loading
 * checks all of it first; INVALID with faults named "file:line". Loading again
 * updates labels and adds codes, and never removes a code a record may use. A
 * database of another prefecture refuses it.
 * Inside a deed of the caller.
 */
enum result pack_load(struct request *, const char *folder) MUST_CHECK;

#endif
