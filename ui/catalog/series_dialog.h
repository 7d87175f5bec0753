#pragma once

#include "core/catalog/series.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QTextEdit;

namespace rawi {

// Asks for what the audience reads of a series, new or not: titles, descriptions, status. Answers with given; the caller runs
// the command.
class SeriesDialog : public QDialog {
    Q_OBJECT

public:
    enum class Purpose { Create, Edit };

    explicit SeriesDialog(Purpose purpose, QWidget *parent = nullptr);

    void setSeries(const Series &series);

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
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
