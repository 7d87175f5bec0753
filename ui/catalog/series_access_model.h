#pragma once

#include "core/desk/house/desk.h"
#include "core/people/person.h"

#include <QAbstractListModel>

namespace rawi {

// Who may see a restricted series: the people of the newsroom by name, each to be checked as a member. Whoever works at
// this desk is always one. Lives on the GUI thread.
class SeriesAccessModel : public QAbstractListModel {
    Q_OBJECT

public:
    // WordsRole: the second line, what the person is.
    enum Role { IdRole = Qt::UserRole + 1, WordsRole };

    explicit SeriesAccessModel(Desk &desk, QObject *parent = nullptr);

    void setMembers(const QStringList &ids);
    // Their ids, sorted, with oneself; among them those who are no longer here, as they were.
    QStringList members() const;
    // Only the people whose names or address hold this text are shown; what is checked stays.
    void search(const QString &text);
    // Names and order in the language of the desk.
    void retranslate();

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void membersChanged();

private:
    struct Row {
        Person person;
        QString folded;       // names and address, for the search
        bool seesAll = false; // member or not
        std::pair<QByteArray, QString> order; // of the name, then of the id
    };

    void read();
    bool isSelf(const Row &row) const { return row.person.id == m_self; }
    QString wordsOf(const Row &row) const;

    Desk &m_desk;
    Id<Person> m_self;
    QList<Row> m_people; // active ones, and members who are not
    QList<qsizetype> m_shown;
    QSet<QString> m_members;
    QString m_search; // folded
};

} // namespace rawi
