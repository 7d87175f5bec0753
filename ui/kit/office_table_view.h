#pragma once

#include "ui/kit/icons.h"
#include "ui/kit/office_list_model.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace rawi {

class EmptyState;

// What can be done in an office list: a button above it, an entry of its menu, a key.
struct OfficeAction {
    enum class Needs { Nothing, One, Some }; // how many rows it is done to

    QString id;
    Icon icon = Icon::Check;
    Words text;
    Needs needs = Needs::One;
    std::function<void(const QList<QJsonObject> &rows)> run;
    std::function<bool(const QJsonObject &row)> fits = {};        // of each row it is done to; empty: of any
    std::function<QString(const QList<QJsonObject> &rows)> ask = {}; // the question before it; empty: none
    QKeySequence keys = {};
    bool isPrimary = false;
};

// Narrows a list by one value of a few.
struct OfficeFilter {
    QString name; // as the route names it
    Words label;  // the choice that narrows nothing, and its name to a screen reader: "Every role"
    std::function<QList<std::pair<QString, QString>>()> choices; // value, words
};

// An office list with all that belongs to it: its name, search, filters, actions, the table, and why it is empty. Everything
// by keyboard: Ctrl+F searches, F5 reads again, Enter does the first action that needs one row. GUI thread.
class OfficeTableView : public QWidget {
    Q_OBJECT

public:
    // The texts of an empty list: its title and what to do about it.
    struct Texts {
        Words title;
        Words search; // the search box's hint; empty: the route searches nothing
        Words emptyTitle;
        Words emptyAdvice;
        Icon picture = Icon::Inbox;
    };

    OfficeTableView(OfficeListModel &model, const Texts &texts, QWidget *parent = nullptr);

    void addFilter(const OfficeFilter &filter);
    void addAction(const OfficeAction &action);
    // Runs it as its button would, question and all, when it may be done now.
    void trigger(const QString &actionId);

    OfficeListModel &model() const { return m_model; }
    QTableView &table() const { return *m_table; }
    QLineEdit *searchBox() const { return m_search; }
    QPushButton *button(const QString &actionId) const;
    QList<QJsonObject> selectedRows() const;
    void select(const QStringList &ids);

Q_SIGNALS:
    void selectionChanged();

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Bound {
        OfficeAction action;
        QPushButton *button = nullptr;
    };
    struct Narrowing {
        OfficeFilter filter;
        QComboBox *box = nullptr;
    };

    QWidget *buildHead();
    void buildTable();
    void fitColumns();
    void sortBy(int column); // the other way, when it is in this order already
    void bindModel();
    void fillBox(const Narrowing &one);
    void updateState();
    void showWhyEmpty();
    void updateButtons();
    bool mayRun(const OfficeAction &action, const QList<QJsonObject> &rows) const;
    void run(const OfficeAction &action);
    void showMenu(const QPoint &at);
    void retranslate();

    OfficeListModel &m_model;
    Texts m_texts;
    QList<Bound> m_actions;
    QList<Narrowing> m_filters;
    QStringList m_selected; // kept while the model is read anew
    QTimer m_pause;         // after the last letter of a search
    QLabel *m_title = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_stale = nullptr;
    QLineEdit *m_search = nullptr;
    QToolButton *m_refresh = nullptr;
    QHBoxLayout *m_head = nullptr;
    QHBoxLayout *m_tools = nullptr;
    QHBoxLayout *m_buttons = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTableView *m_table = nullptr;
    EmptyState *m_empty = nullptr;
};

} // namespace rawi
