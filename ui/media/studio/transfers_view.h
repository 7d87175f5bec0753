#pragma once

#include "ui/media/studio/transfers_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace rawi {

class JobTable;

// The transfers panel: what goes to the server, and holding it, letting it go on, taking it off and trying it again: by
// buttons, by keys in the table and by its menu.
class TransfersView : public QWidget {
    Q_OBJECT

public:
    explicit TransfersView(Desk &desk, QWidget *parent = nullptr);

    TransfersModel &model() { return m_model; }

Q_SIGNALS:
    void itemAsked(const QUuid &item);
    void cancelled(const QList<QUuid> &uploads); // each of them, and they can go on
    void failed(const rawi::Error &error);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    using Fits = bool (*)(const Upload &);
    // Something that is done to the selected rows that it fits: an action with its button.
    struct Act {
        QAction *action = nullptr;
        QPushButton *button = nullptr;
        Fits fits = nullptr;
    };

    void buildActs();
    Act act(const QKeySequence &key, Fits fits, Result<void> (*work)(Desk &, const QUuid &));
    QAction *rowAction(const QKeySequence &key, void (TransfersView::*work)());
    void retranslate();
    void updateButtons();
    void showMenu(const QPoint &place);
    void toggle();
    void showItem();
    void showFolder();
    QList<QUuid> selected(Fits fits) const;

    Desk &m_desk;
    TransfersModel m_model;
    JobTable *m_table = nullptr;
    QList<Act> m_acts; // pause, resume, try again, cancel
    QAction *m_showItem = nullptr;
    QAction *m_showFolder = nullptr;
    QPushButton *m_clear = nullptr;
    QLabel *m_summary = nullptr;
};

} // namespace rawi
