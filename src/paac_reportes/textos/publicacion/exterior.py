"""Si un número que empezaba por + es de algún país: la numeración de todos la trae phonenumbers."""


def es_del_mundo(cifras: str, *, bien_repartido: bool = False) -> bool:
    """Si un país lo tiene en su numeración; y si va, además, en los grupos que usa ese país."""
    # Las numeraciones se cargan sólo si hay un número con su +.
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

    exigencia = Leniency.STRICT_GROUPING if bien_repartido else Leniency.VALID
    escrito = f"+{cifras}"
    hallados = PhoneNumberMatcher(escrito, None, exigencia)  # sin país, sólo los que traen su +
    return any(hallado.raw_string == escrito for hallado in hallados)
