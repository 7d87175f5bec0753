#pragma once

#include <QAction>
#include <QObject>

namespace rawi {

// Everything one can do in the cutter, with words, pictures and keys; the keys are those of editing decks (I, O, J, K, L).
// GUI thread.
class CutterActions : public QObject {
    Q_OBJECT

public:
    explicit CutterActions(QWidget *window);

    void retranslate();

    QAction *toStart;
    QAction *stepBack;
    QAction *play;
    QAction *stepForward;
    QAction *toEnd;
    QAction *tenBack;
    QAction *tenForward;
    QAction *earlierCut;
    QAction *nextCut;
    QAction *playFaster;
    QAction *playBackwards;
    QAction *stop;
    QAction *markIn;
    QAction *markOut;
    QAction *clearMarks;
    QAction *split;
    QAction *remove;
    QAction *keepOnly;
    QAction *moveEarlier;
    QAction *moveLater;
    QAction *undo;
    QAction *redo;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *save;

private:
    void name(QAction *action, const QString &text);
};

} // namespace rawi
