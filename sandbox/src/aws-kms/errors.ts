/** What AWS KMS refuses with: its `__type`, in JSON 1.1, status 400 unless it is its own fault. */
export class KmsRefusal extends Error {
  readonly type: string;
  readonly status: 400 | 500;
  constructor(type: string, message = "", status: 400 | 500 = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}
