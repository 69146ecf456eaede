#include <histedit.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

// Swift cannot call functions that take any number of arguments; each use of them has a name here.

typedef char *(*EditPrompt)(EditLine *);
typedef unsigned char (*EditFunction)(EditLine *, int);
typedef int (*EditReader)(EditLine *, wchar_t *);

static inline EditLine *edit_init(const char *program) {
  return el_init(program, stdin, stdout, stderr);
}

static inline void edit_set_owner(EditLine *editor, void *owner) {
  el_set(editor, EL_CLIENTDATA, owner);
}

static inline void *edit_owner(EditLine *editor) {
  void *owner = NULL;
  el_get(editor, EL_CLIENTDATA, &owner);
  return owner;
}

static inline void edit_set_reader(EditLine *editor, EditReader reader) {
  el_wset(editor, EL_GETCFN, reader);
}

// Bytes that were typed and not yet read.
static inline int edit_waiting_input(void) {
  int count = 0;
  return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

static inline void edit_refresh(EditLine *editor) {
  el_set(editor, EL_REFRESH);
}

static inline void edit_set_prompt(EditLine *editor, EditPrompt prompt) {
  el_set(editor, EL_PROMPT, prompt);
}

static inline void edit_use_keys(EditLine *editor, const char *keys) {
  el_set(editor, EL_EDITOR, keys);
}

static inline void edit_use_history(EditLine *editor, History *lines) {
  el_set(editor, EL_HIST, history, lines);
}

static inline void edit_set_terminal(EditLine *editor, const char *setting) {
  el_set(editor, EL_SETTY, "-d", setting, NULL);
}

static inline void edit_take_terminal(EditLine *editor, int isTaken) {
  el_set(editor, EL_PREP_TERM, isTaken);
}

static inline void edit_add(
    EditLine *editor, const char *name, const char *help, EditFunction function) {
  el_set(editor, EL_ADDFN, name, help, function);
}

static inline void edit_bind(EditLine *editor, const char *key, const char *name) {
  el_set(editor, EL_BIND, key, name, NULL);
}

static inline void edit_history_limit(History *lines, int count) {
  HistEvent event;
  history(lines, &event, H_SETSIZE, count);
}

static inline void edit_history_enter(History *lines, const char *line) {
  HistEvent event;
  history(lines, &event, H_ENTER, line);
}
