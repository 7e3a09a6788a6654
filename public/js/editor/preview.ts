/** The page that readers would get of what is typed now, in a frame as wide as a desk or a phone. Nothing is saved. */
export class PreviewDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly form: HTMLFormElement;

  constructor(dialog: HTMLDialogElement, form: HTMLFormElement) {
    this.dialog = dialog;
    this.form = form;
    dialog.addEventListener("click", (event) => {
      const width = (event.target as Element).closest<HTMLElement>("[data-width]")?.dataset.width;
      if (width !== undefined) this.setWidth(width);
    });
    dialog.addEventListener("close", () => (this.frame.src = "about:blank"));
  }

  private get frame(): HTMLIFrameElement {
    return this.dialog.querySelector("iframe")!;
  }

  /** `address` is where the post is looked at as it is typed. */
  open(address: string) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = address;
    sent.target = this.frame.name;
    sent.hidden = true;
    // the form itself is not sent: nothing that waits for its saving shall believe in one
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value !== "string") continue;
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sent.append(field);
    }
    document.body.append(sent);
    this.dialog.showModal();
    sent.submit();
    sent.remove();
  }

  private setWidth(width: string) {
    this.dialog.dataset.shown = width;
    for (const button of this.dialog.querySelectorAll<HTMLElement>("[data-width]"))
      button.setAttribute("aria-pressed", String(button.dataset.width === width));
  }
}
