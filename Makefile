# make          build/tsunagu
# make run      demo database, staff site on http://127.0.0.1:8080
# make check    everything ./test checks, for those who have the packages
# make format   clang-format over all C
# SAN=1 builds with AddressSanitizer and UBSan; CC=clang-14 with the other compiler.

CC = cc
SAN ?=
OUT := build/$(notdir $(CC))$(if $(SAN),-san)

PKGS := libmicrohttpd sqlite3 libpq jansson libsodium libutf8proc xlsxwriter libarchive expat
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS := $(shell pkg-config --libs $(PKGS))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wconversion -Wvla -Wwrite-strings -Wformat=2 -Wimplicit-fallthrough -Werror
CFLAGS := -std=c17 -D_GNU_SOURCE -g -Isrc -I. $(PKG_CFLAGS) $(WARN) -MMD -MP -pthread \
	-fno-omit-frame-pointer -fno-strict-aliasing
ifneq ($(SAN),)
CFLAGS += -O1 -fsanitize=address,undefined -fno-sanitize-recover=all
else
CFLAGS += -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
LDFLAGS := -pie -Wl,-z,relro,-z,now
endif
LDLIBS := $(PKG_LIBS) -lm -pthread

SRC := $(filter-out %_test.c,$(wildcard src/base/*.c src/app/*.c src/features/*/*.c src/features.c))
TESTS := $(wildcard src/base/*_test.c src/app/*_test.c src/features/*/*_test.c tests/*.c tests/journeys/*.c)
OBJ := $(SRC:%.c=$(OUT)/%.o)
MAIN_OBJ := $(patsubst %.c,$(OUT)/%.o,$(wildcard src/main.c src/command_*.c))
TEST_OBJ := $(TESTS:%.c=$(OUT)/%.o)
ASSETS := $(sort $(wildcard src/*/*.html src/features/*/*.html src/web/* migrations/*.sql))

all: build/tsunagu

build/tsunagu: $(OUT)/tsunagu
	@cp $< $@
$(OUT)/tsunagu: $(OBJ) $(MAIN_OBJ)
	@echo "  LD    $@"; $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(OUT)/check: $(OBJ) $(TEST_OBJ)
	@echo "  LD    $@"; $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka
$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D); echo "  CC    $<"; $(CC) $(CFLAGS) -c -o $@ $<
$(OUT)/src/base/asset.o: build/assets.tar
build/assets.tar: $(ASSETS) Makefile
	@mkdir -p build; tar --format=ustar --sort=name --owner=0 --group=0 --mode=644 --mtime=@0 -cf $@ $(ASSETS)

clean:
	rm -rf build

-include $(OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(MAIN_OBJ:.o=.d)
.PHONY: all clean
.DELETE_ON_ERROR:
