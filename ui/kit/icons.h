#pragma once

#include <QIcon>

namespace rawi {

// The house's own icons (resources/icons): constant, file, mirrored in right-to-left layouts.
#define RAWI_ICONS(X) \
    X(Alert, "alert", false) \
    X(Archive, "archive", false) \
    X(Article, "article", true) \
    X(Audio, "audio", false) \
    X(Back, "back", true) \
    X(Bell, "bell", false) \
    X(Bookmark, "bookmark", false) \
    X(Calendar, "calendar", false) \
    X(Check, "check", false) \
    X(CheckCircle, "check-circle", false) \
    X(ChevronDown, "chevron-down", false) \
    X(ChevronEnd, "chevron-end", true) \
    X(ChevronUp, "chevron-up", false) \
    X(Clock, "clock", false) \
    X(Cloud, "cloud", false) \
    X(CloudCheck, "cloud-check", false) \
    X(CloudOff, "cloud-off", false) \
    X(Command, "command", false) \
    X(Copy, "copy", false) \
    X(Cut, "cut", false) \
    X(Desk, "desk", false) \
    X(Download, "download", false) \
    X(DragHandle, "drag-handle", false) \
    X(Earlier, "back", false) /* on a time line, which runs left to right in every language */ \
    X(Encode, "encode", false) \
    X(Eye, "eye", false) \
    X(Film, "film", false) \
    X(Filter, "filter", false) \
    X(Folder, "folder", false) \
    X(Forward, "forward", true) \
    X(FullScreen, "full-screen", false) \
    X(Help, "help", false) \
    X(Image, "image", false) \
    X(Inbox, "inbox", false) \
    X(Info, "info", false) \
    X(JumpBack, "jump-back", false) \
    X(JumpForward, "jump-forward", false) \
    X(Languages, "languages", false) \
    X(Later, "forward", false) \
    X(Layers, "layers", false) \
    X(Library, "library", true) \
    X(Link, "link", false) \
    X(Lock, "lock", false) \
    X(Log, "log", true) \
    X(MarkIn, "mark-in", false) \
    X(MarkOut, "mark-out", false) \
    X(Merge, "merge", true) \
    X(Minus, "minus", false) \
    X(Moon, "moon", false) \
    X(More, "more", false) \
    X(Mute, "mute", false) \
    X(PanelBottom, "panel-bottom", false) \
    X(Pause, "pause", false) \
    X(Pencil, "pencil", false) \
    X(Play, "play", false) \
    X(Plus, "plus", false) \
    X(Rawi, "rawi", false) \
    X(Redo, "redo", true) \
    X(Refresh, "refresh", false) \
    X(Restore, "restore", false) \
    X(Rotate, "rotate", false) \
    X(Search, "search", false) \
    X(Send, "send", true) \
    X(Series, "series", false) \
    X(Server, "server", false) \
    X(Settings, "settings", false) \
    X(Sidebar, "sidebar", true) \
    X(SignIn, "sign-in", true) \
    X(SignOut, "sign-out", true) \
    X(Sort, "sort", true) \
    X(StepBack, "step-back", false) \
    X(StepForward, "step-forward", false) \
    X(Stop, "stop", false) \
    X(Subtitles, "subtitles", false) \
    X(Sun, "sun", false) \
    X(Tag, "tag", false) \
    X(Transfers, "transfers", false) \
    X(Trash, "trash", false) \
    X(Undo, "undo", true) \
    X(Upload, "upload", false) \
    X(User, "user", false) \
    X(Users, "users", false) \
    X(Volume, "volume", false) \
    X(X, "x", false) \
    X(XCircle, "x-circle", false)

enum class Icon {
#define X(name, file, mirrored) name,
    RAWI_ICONS(X)
#undef X
};

// An icon that takes its colour from the application's palette at the time of painting: the text colour, muted
// when disabled, the colour of selected text when selected, the accent colour when checked.
QIcon icon(Icon which);
// The same in one colour, for a place that chooses it (a state's dot, a button on the accent colour).
QIcon icon(Icon which, const QColor &colour);

} // namespace rawi
