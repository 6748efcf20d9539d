#ifndef APP_PAGE_FRAME_H
#define APP_PAGE_FRAME_H

#include "app/request.h"

/* Templates of the floor itself; site.c compiles them with the features'. */
extern const struct template page_frame, page_refusal, page_fresh;
extern const struct template plain_list, plain_show, plain_edit;
extern const struct template import_start, import_preview, import_job_page;
extern const struct template paper_page;
extern const struct template open_frame, open_refusal;

/* page_refuse, on a site that is open to all. */
void	open_refuse(struct request *, enum result);

#endif
