# make               build/tsunagu
# make run           demo database, staff site on http://127.0.0.1:8080, public
#                    site on http://127.0.0.1:8081
# make check         everything ./test checks, for those who have the packages
# make format        clang-format over all C; format-check only says where
# make fuzz          every fuzz target for SECONDS each (default 60)
# make bench         measures what was promised and writes docs/performance.md;
#                    PARTS="log survey" only these (bench/run --list)
# make model         the rule of access against a second one, a million times
# make flips         every bit of a centre's sealed texts flips, one by one
# make contact-sheet  every page of the staff site in pictures: build/contact-sheet
# make power         power cut ROUNDS times under a server, killed KILLS times
# SAN=1 builds with AddressSanitizer and UBSan, CC=clang-14 with the other
# compiler. Sources, tests, templates and migrations are found by themselves.

CC = cc
SAN ?=
SECONDS ?= 60
ROUNDS ?= 300
KILLS ?= 500
OUT := build/$(notdir $(lastword $(CC)))$(if $(SAN),-san)

PKGS := libmicrohttpd sqlite3 libpq jansson libsodium libutf8proc xlsxwriter \
	libarchive expat libqpdf liboath libqrencode libseccomp libsystemd libcurl \
	pangocairo pangoft2 fontconfig
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS))
PKG_LIBS := $(shell pkg-config --libs $(PKGS))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wconversion -Wvla -Wwrite-strings -Wformat=2 \
	-Wimplicit-fallthrough -Werror -Werror=format-security
ifneq ($(findstring clang,$(CC)),)
UNSET := -ftrivial-auto-var-init=pattern
else
WARN += -Wtrampolines -Wbidi-chars=any
UNSET := -ftrivial-auto-var-init=zero
endif
MACHINE := $(shell uname -m)
JUMPS := $(if $(filter x86_64,$(MACHINE)),-fcf-protection=full)
JUMPS += $(if $(filter aarch64,$(MACHINE)),-mbranch-protection=standard)
CFLAGS := -std=c17 -D_GNU_SOURCE -g -Isrc -I. $(PKG_CFLAGS) $(WARN) -MMD -MP \
	-pthread -fno-omit-frame-pointer -fno-strict-aliasing
ifneq ($(SAN),)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all
CFLAGS += -O1 $(SANITIZE)
# The fuzz targets link the objects that the unit tests of clang use too.
CFLAGS += $(if $(findstring clang,$(CC)),-fsanitize=fuzzer-no-link)
else
# The hardening guide of OpenSSF, as far as gcc 12 and clang 14 take it.
# tools/hardening-check sees that the program has it.
CFLAGS += -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fPIE \
	-fstack-protector-strong -fstack-clash-protection $(JUMPS) $(UNSET) \
	-fno-delete-null-pointer-checks -fno-strict-overflow -fexceptions
LDFLAGS := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,nodlopen \
	-Wl,-z,separate-code -Wl,--as-needed,--no-copy-dt-needed-entries
endif
# GLPK brings no pkg-config file.
LDLIBS := $(PKG_LIBS) -lglpk -lm -pthread

ROOM := $(wildcard src/base/*.c src/app/*.c src/features/*/*.c \
	src/public/*.c src/features.c)
SRC := $(filter-out %_test.c,$(ROOM))
MAIN := $(filter-out src/features.c,$(wildcard src/*.c))
TESTS := $(filter %_test.c,$(ROOM)) $(wildcard tests/*.c tests/journeys/*.c \
	tests/access/*_test.c)
FUZZ := $(wildcard tests/fuzz/fuzz_*.c)
OBJ := $(SRC:%.c=$(OUT)/%.o)
MAIN_OBJ := $(MAIN:%.c=$(OUT)/%.o)
TEST_OBJ := $(TESTS:%.c=$(OUT)/%.o)
WALK_OBJ := $(filter $(OUT)/tests/%,$(TEST_OBJ))
FUZZ_BIN := $(FUZZ:tests/fuzz/%.c=$(OUT)/%)
C_FILES = $(shell git ls-files --cached --others --exclude-standard '*.c' '*.h')

# In the archive these two are web/tokens.css and web/htmx.min.js. Names must
# come in order: the program looks them up by halving.
NPM := node_modules/.tsunagu-run
VENDOR := node_modules/htmx.org/dist/htmx.min.js \
	node_modules/@digital-go-jp/design-tokens/dist/tokens.css
ASSETS := $(sort $(wildcard src/app/*.html src/public/*.html \
	src/features/*/*.html src/features/*/*.sql src/web/* migrations/*.sql))

all: build/tsunagu

build/tsunagu: $(OUT)/tsunagu
	@cp $< $@.new && mv $@.new $@
$(OUT)/tsunagu: $(OBJ) $(MAIN_OBJ) $(OUT)/sources
	@echo "  LD    $@"; $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(MAIN_OBJ) $(LDLIBS)
$(OUT)/check: $(OBJ) $(TEST_OBJ) $(OUT)/sources
	@echo "  LD    $@"; $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(TEST_OBJ) \
		$(LDLIBS) -lcmocka
$(OUT)/walk: $(OBJ) $(WALK_OBJ) $(OUT)/sources
	@echo "  LD    $@"; $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(WALK_OBJ) \
		$(LDLIBS) -lcmocka
$(OUT)/%.o: %.c Makefile
	@mkdir -p $(@D); echo "  CC    $<"; $(CC) $(CFLAGS) -c -o $@ $<
$(OUT)/fuzz_%: $(OUT)/tests/fuzz/fuzz_%.o $(OBJ)
	@echo "  LD    $@"; $(CC) $(CFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

$(OUT)/src/base/asset.o: build/assets.tar
build/assets.tar: $(ASSETS) $(NPM) Makefile build/assets.names
	@tar --format=ustar --owner=0 --group=0 --mode=644 --mtime=@0 \
		--transform='s,^node_modules/.*/,web/,' -cf $@.new $(ASSETS) $(VENDOR)
	@mv $@.new $@
$(NPM): package.json package-lock.json
	@tools/install-packages npm run
# Written only when a file came or went, so that what is gone is not kept.
build/assets.names: FORCE
	@mkdir -p $(@D); echo '$(ASSETS)' | cmp -s - $@ || echo '$(ASSETS)' >$@
$(OUT)/sources: FORCE
	@mkdir -p $(@D); echo '$(SRC)' | cmp -s - $@ || echo '$(SRC)' >$@

run: all
	@tools/serve-demo
check:
	@tools/check
# The whole set for one compiler: tools/check calls this with CC and SAN.
check-built: $(OUT)/check
# Who sees what, asked whole, which takes too long with sanitizers.
walk-built: $(OUT)/walk
fuzz-built: $(FUZZ_BIN)
fuzz:
	@$(MAKE) --no-print-directory CC=clang-14 SAN=1 fuzz-built
	@tools/fuzz build/clang-14-san $(SECONDS)
BENCH := $(patsubst %.c,build/%,$(filter-out bench/kit.c,$(wildcard bench/*.c)))
build/bench/%: bench/%.c $(OUT)/bench/kit.o $(OBJ) $(OUT)/tests/open_file.o
	@mkdir -p $(@D); echo "  LD    $@"
	@$(CC) $(CFLAGS) -MF $@.d $(LDFLAGS) -o $@ $^ $(LDLIBS)
bench: all $(BENCH)
	@bench/run $(PARTS)
# The rule of who sees what against its oracle, with condition N dropped; 0: none.
MODEL_OBJ := $(addprefix $(OUT)/tests/access/,oracle.o world.o world_tell.o)
model: build/access/model-0
	@$<
build/access/model-%: tests/access/model.c $(MODEL_OBJ) \
		$(wildcard src/app/access_rule.[ch])
	@mkdir -p $(@D); $(CC) $(filter-out -MMD -MP,$(CFLAGS)) $(LDFLAGS) \
		-DDROPPED=$* -o $@ $< $(MODEL_OBJ)
flips: $(OUT)/check
	@TSUNAGU_FLIPS=all $< flip
power: all build/power/losefs
	@tests/power/run $(ROUNDS) $(KILLS)
build/power/losefs: $(wildcard tests/power/*.[ch])
	@mkdir -p $(@D); echo "  LD    $@"
	@$(CC) $(filter-out -MMD -MP,$(CFLAGS)) $(shell pkg-config --cflags fuse3) \
		$(LDFLAGS) -o $@ $(filter %.c,$^) $(shell pkg-config --libs fuse3)
contact-sheet: all
	@node tools/contact-sheet.mjs build/contact-sheet
format:
	@clang-format -i $(C_FILES)
format-check:
	@clang-format --dry-run -Werror $(C_FILES)
clean:
	rm -rf build

-include $(OBJ:.o=.d) $(TEST_OBJ:.o=.d) $(MAIN_OBJ:.o=.d) $(MODEL_OBJ:.o=.d)
.PHONY: all run check check-built walk-built fuzz-built fuzz bench
.PHONY: contact-sheet model flips power format format-check clean FORCE
.SECONDARY:
.DELETE_ON_ERROR:
