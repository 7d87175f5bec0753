#include "ui/shell/shell_actions.h"

#include "core/base/literals.h"
#include "ui/kit/icons.h"
#include "ui/kit/shortcuts.h"

#include <QActionGroup>
#include <QWidget>

namespace rawi {

namespace {

QAction *make(QWidget *window, Icon which, const QKeySequence &keys = {})
{
    auto *action = new QAction(icon(which), QString(), window);
    if (!keys.isEmpty()) {
        setShortcut(action, keys);
    }
    window->addAction(action);
    return action;
}

QAction *makeCheckable(QWidget *window, Icon which, const QKeySequence &keys = {})
{
    QAction *action = make(window, which, keys);
    action->setCheckable(true);
    return action;
}

} // namespace

ShellActions::ShellActions(QWidget *window)
    : QObject(window)
    , back(make(window, Icon::Back, QKeySequence(Qt::ALT | Qt::Key_Left)))
    , forward(make(window, Icon::Forward, QKeySequence(Qt::ALT | Qt::Key_Right)))
    , search(make(window, Icon::Search, QKeySequence(Qt::CTRL | Qt::Key_K)))
    , import(make(window, Icon::Upload, QKeySequence(Qt::CTRL | Qt::Key_O)))
    , newSeries(make(window, Icon::Plus, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)))
    , cut(make(window, Icon::Cut, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_X)))
    , subtitles(make(window, Icon::Subtitles, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)))
    , chapters(make(window, Icon::Bookmark))
    , poster(make(window, Icon::Image, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)))
    , posterHere(make(window, Icon::Image, QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_P)))
    , presets(make(window, Icon::Settings))
    , undo(make(window, Icon::Undo, QKeySequence(Qt::CTRL | Qt::Key_Z)))
    , redo(make(window, Icon::Redo, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)))
    , trash(make(window, Icon::Trash, QKeySequence(Qt::CTRL | Qt::Key_Delete)))
    , theme(make(window, Icon::Moon, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)))
    , arabic(makeCheckable(window, Icon::Languages))
    , english(makeCheckable(window, Icon::Languages))
    , latinDigits(makeCheckable(window, Icon::Languages))
    , collections(makeCheckable(window, Icon::Folder, QKeySequence(Qt::CTRL | Qt::Key_D)))
    , inspector(makeCheckable(window, Icon::Sidebar, QKeySequence(Qt::CTRL | Qt::Key_I)))
    , panel(makeCheckable(window, Icon::PanelBottom, QKeySequence(Qt::CTRL | Qt::Key_J)))
    , signIn(make(window, Icon::SignIn))
    , signOut(make(window, Icon::SignOut))
    , quit(make(window, Icon::X, QKeySequence(Qt::CTRL | Qt::Key_Q)))
{
    constexpr std::array icons{Icon::Library, Icon::Series, Icon::Encode, Icon::Transfers, Icon::Alert};
    auto *group = new QActionGroup(window);
    for (int i = 0; i < kRoomCount; ++i) {
        rooms[i] = makeCheckable(window, icons[i], QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)));
        group->addAction(rooms[i]);
    }
    auto *languages = new QActionGroup(window);
    languages->addAction(arabic);
    languages->addAction(english);
    retranslate();
}

QList<QAction *> ShellActions::all() const
{
    QList<QAction *> actions(rooms.begin(), rooms.end());
    return actions + QList<QAction *>{import,  newSeries,   cut,         subtitles, chapters, poster, posterHere, presets, undo,    redo, trash,   theme, arabic,
                                      english, latinDigits, collections, inspector, panel,   signIn,  signOut, back, forward, quit};
}

void ShellActions::retranslate()
{
    rooms[0]->setText(tr("Library"));
    rooms[1]->setText(tr("Series"));
    rooms[2]->setText(tr("Studio"));
    rooms[3]->setText(tr("Transfers"));
    rooms[4]->setText(tr("Attention"));
    back->setText(tr("Back"));
    forward->setText(tr("Forward"));
    search->setText(tr("Search or command"));
    import->setText(tr("Import…"));
    newSeries->setText(tr("New series…"));
    cut->setText(tr("Cut the film…"));
    subtitles->setText(tr("Subtitles…"));
    chapters->setText(tr("Chapters…"));
    poster->setText(tr("Choose the poster…"));
    posterHere->setText(tr("Use this frame as the poster"));
    presets->setText(tr("Presets…"));
    undo->setText(tr("Undo"));
    redo->setText(tr("Redo"));
    trash->setText(tr("Move to trash"));
    theme->setText(tr("Light or dark"));
    arabic->setText(u"العربية"_s); // each language names itself
    english->setText(u"English"_s);
    latinDigits->setText(tr("Latin digits (123)"));
    collections->setText(tr("Show collections"));
    inspector->setText(tr("Show the inspector"));
    panel->setText(tr("Show the lower panel"));
    signIn->setText(tr("Sign in…"));
    signOut->setText(tr("Sign out"));
    quit->setText(tr("Quit"));
}

} // namespace rawi
