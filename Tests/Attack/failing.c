// Makes one write, sync or allocation of SQLite fail: LD_PRELOAD this beside the program.
//
//   FAIL_KIND=write|sync|allocation  what fails
//   FAIL_AT=n                        the n-th of the process, from 1; 0 only counts
//   FAIL_ON=1                        and all that follow
//   FAIL_COUNTS=path                 where the counts are written at the end
//
// Only calls from libsqlite3 itself are counted: what the rest of the program writes, or allocates, is another matter.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE, SYNC, ALLOCATION, KINDS };
static const char *names[KINDS] = {"write", "sync", "allocation"};
static atomic_long counts[KINDS];
static uintptr_t first, last;
static long fail_at;
static int fail_kind = -1, fail_on;

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t), *__libc_realloc(void *, size_t);

static int look(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size, (void)data;
  if (!strstr(info->dlpi_name, "libsqlite3.so")) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type != PT_LOAD) continue;
    uintptr_t low = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr, high = low + info->dlpi_phdr[i].p_memsz;
    if (!first || low < first) first = low;
    if (high > last) last = high;
  }
  return 1;
}

__attribute__((constructor)) static void begin(void) {
  dl_iterate_phdr(look, NULL);
  const char *at = getenv("FAIL_AT"), *kind = getenv("FAIL_KIND");
  fail_at = at ? atol(at) : 0;
  fail_on = getenv("FAIL_ON") != NULL;
  for (int i = 0; kind && i < KINDS; i++) {
    if (!strcmp(kind, names[i])) fail_kind = i;
  }
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAIL_COUNTS");
  FILE *file = path ? fopen(path, "w") : NULL;
  if (!file) return;
  for (int i = 0; i < KINDS; i++) fprintf(file, "%s %ld\n", names[i], atomic_load(&counts[i]));
  fclose(file);
}

// Whether this call fails.
static int fails(int kind, void *caller) {
  if ((uintptr_t)caller < first || (uintptr_t)caller >= last) return 0;
  long count = atomic_fetch_add(&counts[kind], 1) + 1;
  return kind == fail_kind && fail_at > 0 && (count == fail_at || (fail_on && count > fail_at));
}

#define CALLER __builtin_return_address(0)
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define REFUSE(kind, code)                                                                                             \
  if (fails(kind, CALLER)) {                                                                                           \
    errno = code;                                                                                                      \
    return -1;                                                                                                         \
  }

ssize_t write(int file, const void *bytes, size_t size) {
  REFUSE(WRITE, ENOSPC)
  return NEXT(write)(file, bytes, size);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
  REFUSE(WRITE, ENOSPC)
  return NEXT(pwrite)(file, bytes, size, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) {
  REFUSE(WRITE, ENOSPC)
  return NEXT(pwrite64)(file, bytes, size, offset);
}
int ftruncate(int file, off_t size) {
  REFUSE(WRITE, EIO)
  return NEXT(ftruncate)(file, size);
}
int ftruncate64(int file, off64_t size) {
  REFUSE(WRITE, EIO)
  return NEXT(ftruncate64)(file, size);
}
int fsync(int file) {
  REFUSE(SYNC, EIO)
  return NEXT(fsync)(file);
}
int fdatasync(int file) {
  REFUSE(SYNC, EIO)
  return NEXT(fdatasync)(file);
}
void *malloc(size_t size) { return fails(ALLOCATION, CALLER) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) { return fails(ALLOCATION, CALLER) ? NULL : __libc_calloc(count, size); }
void *realloc(void *old, size_t size) { return fails(ALLOCATION, CALLER) ? NULL : __libc_realloc(old, size); }
