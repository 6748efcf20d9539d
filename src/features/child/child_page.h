#ifndef CHILD_PAGE_H
#define CHILD_PAGE_H

#include "features/child/child.h"

extern const struct template child_list_page, child_show_page,
    child_suggest_page, child_new_page;

enum result child_list_get(struct request *);
enum result child_show_get(struct request *);
enum result child_suggest_get(struct request *);
enum result child_new_get(struct request *);
/* Shows who might be the same child before anything is written. */
enum result child_add_post(struct request *);

/* 160 fictional children. */
enum result child_demo(struct request *);

#endif
