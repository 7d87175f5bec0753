#pragma once

#include "core/catalog/series.h"
#include "core/desk/house/desk.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace rawi {

// The series an item is in, with its season and episode number, and putting it into one.
class ItemSeriesView : public QWidget {
    Q_OBJECT

public:
    explicit ItemSeriesView(Desk &desk, QWidget *parent = nullptr);

    void setItem(const Id<ContentItem> &item);
    // Leads to the choice of a series, where Enter puts the item into the chosen one.
    void choose();

Q_SIGNALS:
    void failed(const rawi::Error &error);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildForm();
    void retranslate();
    void refresh();
    Result<void> fill();
    QWidget *makePlace(const Episode &episode, const QString &title);
    void changeNumbers(const Id<Episode> &episode, const QString &field, int before, int now);
    void execute(const QString &command, const QJsonObject &args, const QJsonObject &base = {});
    void add();

    Desk &m_desk;
    Id<ContentItem> m_item;
    QLabel *m_empty = nullptr;
    QVBoxLayout *m_places = nullptr;
    QLabel *m_addLabel = nullptr;
    QComboBox *m_series = nullptr;
    QLabel *m_seasonLabel = nullptr;
    QSpinBox *m_season = nullptr;
    QLabel *m_numberLabel = nullptr;
    QSpinBox *m_number = nullptr; // 0 = the next one
    QPushButton *m_add = nullptr;
};

} // namespace rawi
