#ifndef PREFECTURE_PRIVATE_H
#define PREFECTURE_PRIVATE_H

#include "features/prefecture/prefecture.h"

/* The times between municipalities: prefecture_travel.c. */
extern const struct template prefecture_travel_page;

enum result prefecture_travel_get(struct request *);
enum result prefecture_travel_post(struct request *);

#endif
