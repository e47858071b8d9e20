import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { getMessages, getTranslations } from "next-intl/server";
import type { Page } from "@/app/page-props.ts";
import { AddressCard } from "@/features/account/address-card.tsx";
import { AddressForm } from "@/features/account/address-form.tsx";
import { currentProfile } from "@/features/account/current-user.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Notice } from "@/ui/notice.tsx";
import { Panel } from "@/ui/panel.tsx";

const here = "/account/addresses";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account.addresses");
  return { title: t("title") };
}

export default async function AddressesPage({ searchParams }: Page) {
  const [t, messages, profile, query] = await Promise.all([
    getTranslations("account.addresses"),
    getMessages(),
    currentProfile(here),
    searchParams,
  ]);
  const { addresses, name, phone } = profile;
  const changed = addresses.find(({ id }) => id === query.change);
  return (
    <div className="page max-w-5xl! space-y-8 pt-10 md:pt-16">
      <h1 className="text-h1 font-extrabold">{t("title")}</h1>
      {query.saved && <Notice tone="good" title={t("saved")} />}
      {query.removed && <Notice tone="good" title={t("removed")} />}
      {addresses.length === 0 && (
        <Notice tone="info" title={t("empty")}>
          <p>{t("emptyWords")}</p>
        </Notice>
      )}
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {addresses.map((address) => (
          <AddressCard key={address.id} address={address} />
        ))}
      </ul>
      <Panel>
        <h2 id="form" className="mb-5 scroll-mt-24 text-h3 font-bold">
          {changed ? t("edit") : t("add")}
        </h2>
        <AddressForm
          key={changed?.id ?? addresses.length}
          {...(changed && { id: changed.id })}
          idempotencyKey={randomUUID()}
          initial={changed ?? { fullName: name, phone }}
          isDefault={changed?.isDefault ?? addresses.length === 0}
          words={messages.account.addressForm}
          fieldWords={messages.checkout.form}
        />
        {changed && (
          <ButtonLink href={here} look="bare" className="mt-4">
            {t("cancel")}
          </ButtonLink>
        )}
      </Panel>
    </div>
  );
}
