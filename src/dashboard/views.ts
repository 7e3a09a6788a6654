import { view } from "../web/view.ts";

export const dashboardPage = view<object>("dashboard/admin", "admin");
