#include "ui/media/cutter/cutter_actions.h"

#include "core/base/literals.h"
#include "ui/kit/icons.h"
#include "ui/kit/shortcuts.h"

#include <QWidget>

namespace rawi {

namespace {

QAction *make(QWidget *window, Icon which, const QKeySequence &keys)
{
    auto *action = new QAction(icon(which), QString(), window);
    setShortcut(action, keys);
    window->addAction(action);
    return action;
}

} // namespace

CutterActions::CutterActions(QWidget *window)
    : QObject(window)
    , toStart(make(window, Icon::JumpBack, Qt::Key_Home))
    , stepBack(make(window, Icon::StepBack, Qt::Key_Left))
    , play(make(window, Icon::Play, Qt::Key_Space))
    , stepForward(make(window, Icon::StepForward, Qt::Key_Right))
    , toEnd(make(window, Icon::JumpForward, Qt::Key_End))
    , tenBack(make(window, Icon::StepBack, Qt::SHIFT | Qt::Key_Left))
    , tenForward(make(window, Icon::StepForward, Qt::SHIFT | Qt::Key_Right))
    , earlierCut(make(window, Icon::JumpBack, Qt::Key_Up))
    , nextCut(make(window, Icon::JumpForward, Qt::Key_Down))
    , playFaster(make(window, Icon::Play, Qt::Key_L))
    , playBackwards(make(window, Icon::StepBack, Qt::Key_J))
    , stop(make(window, Icon::Pause, Qt::Key_K))
    , markIn(make(window, Icon::MarkIn, Qt::Key_I))
    , markOut(make(window, Icon::MarkOut, Qt::Key_O))
    , clearMarks(make(window, Icon::X, Qt::Key_X))
    , split(make(window, Icon::Cut, Qt::Key_S))
    , remove(make(window, Icon::Trash, Qt::Key_Delete))
    , keepOnly(make(window, Icon::Filter, Qt::SHIFT | Qt::Key_Delete))
    , moveEarlier(make(window, Icon::Earlier, Qt::CTRL | Qt::Key_Left))
    , moveLater(make(window, Icon::Later, Qt::CTRL | Qt::Key_Right))
    , undo(make(window, Icon::Undo, Qt::CTRL | Qt::Key_Z))
    , redo(make(window, Icon::Redo, Qt::CTRL | Qt::SHIFT | Qt::Key_Z))
    , zoomIn(make(window, Icon::Plus, Qt::Key_Plus))
    , zoomOut(make(window, Icon::Minus, Qt::Key_Minus))
    , save(make(window, Icon::Check, Qt::CTRL | Qt::Key_S))
{
    retranslate();
}

// The key stands behind the words, left to right in both languages.
void CutterActions::name(QAction *action, const QString &text)
{
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setText(text);
    action->setToolTip(text + u" ("_s + QChar(0x2066) + keys + QChar(0x2069) + QLatin1Char(')'));
}

void CutterActions::retranslate()
{
    name(toStart, tr("To the start"));
    name(stepBack, tr("One frame back"));
    name(play, tr("Play or pause"));
    name(stepForward, tr("One frame forward"));
    name(toEnd, tr("To the end"));
    name(tenBack, tr("Ten frames back"));
    name(tenForward, tr("Ten frames forward"));
    name(earlierCut, tr("To the earlier cut"));
    name(nextCut, tr("To the next cut"));
    name(playFaster, tr("Play, again: faster"));
    name(playBackwards, tr("Play backwards, again: faster"));
    name(stop, tr("Stop"));
    name(markIn, tr("Mark the beginning"));
    name(markOut, tr("Mark the end"));
    name(clearMarks, tr("Clear the marks"));
    name(split, tr("Split here"));
    name(remove, tr("Remove"));
    name(keepOnly, tr("Keep only what is marked"));
    name(moveEarlier, tr("Move the range earlier"));
    name(moveLater, tr("Move the range later"));
    name(undo, tr("Undo"));
    name(redo, tr("Redo"));
    name(zoomIn, tr("Larger"));
    name(zoomOut, tr("Smaller"));
    name(save, tr("Save the edit"));
}

} // namespace rawi
