#pragma once

#include <QAction>
#include <QObject>

#include <array>

namespace rawi {

enum class Room { Library, Series, Studio, Transfers, Attention };
inline constexpr int kRoomCount = 5;

// Every action of the window with its words, picture and keys: what buttons, menus and the command palette share.
// GUI thread.
class ShellActions : public QObject {
    Q_OBJECT

public:
    explicit ShellActions(QWidget *window);

    QList<QAction *> all() const;
    void retranslate();

    std::array<QAction *, kRoomCount> rooms;
    QAction *back;
    QAction *forward;
    QAction *search;
    QAction *import;
    QAction *newSeries;
    QAction *cut;
    QAction *subtitles;
    QAction *chapters;
    QAction *poster;
    QAction *posterHere;
    QAction *presets;
    QAction *undo;
    QAction *redo;
    QAction *trash;
    QAction *theme;
    QAction *arabic;
    QAction *english;
    QAction *latinDigits;
    QAction *collections;
    QAction *inspector;
    QAction *panel;
    QAction *signIn;
    QAction *signOut;
    QAction *quit;
};

} // namespace rawi
