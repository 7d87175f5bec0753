#pragma once

#include "core/desk/house/desk.h"
#include "ui/kit/icons.h"
#include "ui/kit/office_column.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QStackedWidget;

namespace rawi {

// A room of the Admin window as a feature offers it.
struct AdminRoom {
    QString id;
    Icon icon = Icon::Info;
    Words title;
    QString right; // who sees it; empty: whoever sees the window
    std::function<QWidget *(Desk &, QWidget *parent)> make;
};

// The house's own administration, in a window of its own: a list of the rooms that features offer, and the one that was
// chosen. A room is made when it is first looked at. Keeps its size and room in the desk's settings. GUI thread.
class AdminWindow : public QWidget {
    Q_OBJECT

public:
    // `may`: whether who is signed in has a right.
    AdminWindow(Desk &desk, const QList<AdminRoom> &rooms, std::function<bool(const QString &right)> may,
                QWidget *parent = nullptr);

    void showRoom(const QString &id);
    QString room() const;
    QStringList rooms() const; // those that are seen
    QWidget *page() const;     // of the room that is seen

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    struct Place {
        AdminRoom room;
        QWidget *page = nullptr;
    };

    void build();
    void fill();
    void look(int row);
    void updateLink();
    void restoreState();
    void saveState();
    void retranslate();

    Desk &m_desk;
    QList<Place> m_places;
    std::function<bool(const QString &right)> m_may;
    QListWidget *m_list = nullptr;
    QStackedWidget *m_pages = nullptr;
    QLabel *m_link = nullptr;
};

} // namespace rawi
