#pragma once

#include "ui/catalog/series_access_model.h"

#include "core/catalog/series.h"

#include <QDialog>

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace rawi {

class ElidedLabel;

// Asks who may see a series: everybody, or its members only, and who they are. Answers with accessGiven; the caller
// runs the command.
class SeriesAccessDialog : public QDialog {
    Q_OBJECT

public:
    SeriesAccessDialog(Desk &desk, const Series &series, QWidget *parent = nullptr);

Q_SIGNALS:
    void accessGiven(bool restricted, const QStringList &members);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildPeople();
    void retranslate();
    void showState();

    Series m_series;
    SeriesAccessModel m_people;
    ElidedLabel *m_title = nullptr;
    QCheckBox *m_restricted = nullptr;
    QLabel *m_meaning = nullptr;
    QLineEdit *m_search = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_count = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
