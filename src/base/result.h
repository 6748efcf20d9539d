#ifndef BASE_RESULT_H
#define BASE_RESULT_H

/* What can happen to a request. One of these, or it did not happen. */
enum result {
	OK = 0,		/* 200 */
	INVALID,	/* 422: the person can put it right; see the faults */
	DENIED,		/* 403 */
	MISSING,	/* 404: not there, or not for these eyes */
	CONFLICT,	/* 409: someone else was first */
	BROKEN,		/* 500: ours to fix; logged once, where it was found */
};

#define MUST_CHECK	   __attribute__((warn_unused_result))
#define LIKE_PRINTF(f, a)  __attribute__((format(printf, f, a)))
#define COUNT(array)	   (sizeof(array) / sizeof((array)[0]))

#endif
