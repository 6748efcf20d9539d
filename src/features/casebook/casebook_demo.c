#include "features/casebook/casebook_private.h"

enum result
casebook_demo(struct request *r)
{
	(void)r;
	return OK;
}
