#pragma once

#include "core/desk/house/desk.h"
#include "ui/kit/icons.h"

#include <QWidget>

class QListWidget;
class QPushButton;

namespace rawi {

class RefreshSoon;

// What was done to the item, newest first: what waits here to be sent, then who did what when and with which arguments, as the
// server keeps it, kPage entries at a time. Without the server, what is known on this desk.
class ItemHistoryView : public QWidget {
    Q_OBJECT

public:
    static constexpr int kPage = 20;

    explicit ItemHistoryView(Desk &desk, QWidget *parent = nullptr);

    void setItem(const std::optional<ContentItem> &item);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void ask();
    void askMore();
    void take(const Id<ContentItem> &item, const Result<OfficePage> &page, bool more);
    void refresh();
    void addOutbox();
    void addOwn();
    void addLine(Icon icon, const QString &text);
    QString lineOf(const QJsonObject &entry) const;
    QStringList argumentsOf(const QString &command, const QJsonObject &args) const;
    QString personName(const Id<Person> &id) const;

    Desk &m_desk;
    std::optional<ContentItem> m_item;
    QList<QJsonObject> m_entries; // as the server's route gives them
    QString m_next;               // cursor of what comes after them
    bool m_isKnown = false;       // the server has answered about this item
    bool m_isStale = true;
    RefreshSoon *m_soon = nullptr;
    QListWidget *m_list = nullptr;
    QPushButton *m_more = nullptr;
};

} // namespace rawi
