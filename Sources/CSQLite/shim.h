#include <sqlite3.h>

/* sqlite3_db_config takes a varying number of arguments, which Swift cannot call. */
static inline int hotline_defend(void *connection) {
  int isDefensive = 0;
  int code = sqlite3_db_config((sqlite3 *)connection, SQLITE_DBCONFIG_DEFENSIVE, 1, &isDefensive);
  return code == SQLITE_OK && !isDefensive ? SQLITE_ERROR : code;
}
