#pragma once

#include <QDialog>

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rawi {

// Asks for the two titles of a series, new or not. Answers with titlesGiven; the caller runs the command.
class SeriesDialog : public QDialog {
    Q_OBJECT

public:
    enum class Purpose { Create, Rename };

    explicit SeriesDialog(Purpose purpose, QWidget *parent = nullptr);

    void setTitles(const QString &arabic, const QString &english);

Q_SIGNALS:
    void titlesGiven(const QString &arabic, const QString &english);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateButtons();

    Purpose m_purpose;
    QLabel *m_arabicLabel = nullptr;
    QLineEdit *m_arabic = nullptr;
    QLabel *m_englishLabel = nullptr;
    QLineEdit *m_english = nullptr;
    QDialogButtonBox *m_buttons = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace rawi
