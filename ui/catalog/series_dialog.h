#pragma once

#include "core/catalog/series.h"
#include "ui/kit/form_drafts.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextEdit;

namespace rawi {

class ProblemLabel;

// Asks for what the audience reads of a series, new or not: titles, descriptions, status. Answers with given; the caller runs
// the command and tells what came of it: refused, the dialog stays with what was typed.
class SeriesDialog : public QDialog {
    Q_OBJECT

public:
    enum class Purpose { Create, Edit };

    explicit SeriesDialog(Purpose purpose, QWidget *parent = nullptr);

    void setSeries(const Series &series);
    // What is typed is a draft of the series from the first key on (of a new one: of none yet); brings back what an earlier
    // dialog left there. After setSeries().
    void keepIn(DraftStore &drafts, const Clock &clock);
    void answer(const Result<void> &result);
    void accept() override; // tells what is given, and closes when it is answered
    void reject() override; // asks first when something was typed

Q_SIGNALS:
    // The fields that are not what setSeries() put there, and what that was.
    void given(const QJsonObject &fields, const QJsonObject &base);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildTexts();
    void arrangePairs();
    void retranslate();
    void updateButtons();
    void tellGiven();
    QJsonObject fields() const;
    QList<std::pair<QString, QWidget *>> texts() const;
    void keepDraft(const QString &field, const QString &text);
    void forgetDrafts();

    std::optional<FormDrafts> m_drafts;
    Purpose m_purpose;
    Series m_series;
    QGridLayout *m_pairs = nullptr;
    QLabel *m_arabicLabel = nullptr;
    QLineEdit *m_arabic = nullptr;
    QLabel *m_englishLabel = nullptr;
    QLineEdit *m_english = nullptr;
    QLabel *m_aboutArabicLabel = nullptr;
    QTextEdit *m_aboutArabic = nullptr;
    QLabel *m_aboutEnglishLabel = nullptr;
    QTextEdit *m_aboutEnglish = nullptr;
    QLabel *m_statusLabel = nullptr;
    QComboBox *m_status = nullptr;
    ProblemLabel *m_error = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
