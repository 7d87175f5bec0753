#pragma once

#include "core/desk/house/desk.h"

#include <QWidget>

class QListWidget;

namespace rawi {

// What is known of the item's history on this desk: who made and changed it, and what waits to be sent.
class ItemHistoryView : public QWidget {
    Q_OBJECT

public:
    explicit ItemHistoryView(Desk &desk, QWidget *parent = nullptr);

    void setItem(const std::optional<ContentItem> &item);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void addOutbox();
    QString personName(const Id<Person> &id) const;

    Desk &m_desk;
    std::optional<ContentItem> m_item;
    QListWidget *m_list = nullptr;
};

} // namespace rawi
